import fc from "fast-check";
import { expect, test } from "vitest";
import { plainLine, plainText } from "../../src/terminal/plain-text.js";

test("escape sequences of a title cannot colour, move, rename the window or write to the clipboard", () => {
  expect(plainText("\u001b[31mred\u001b[0m")).toBe("red");
  expect(plainText("\u001b]0;owned\u0007coat")).toBe("coat");
  expect(plainText("\u001b]52;c;cm0gLXJm\u001b\\coat")).toBe("coat");
  expect(plainText("\u009b2Jcoat")).toBe("coat");
  expect(plainText("coat\u001b_Gf=100;AAAA\u001b\\s")).toBe("coats");
  expect(plainText("a\bb\u0000c\rd\te")).toBe("abc d e");
  expect(plainText("\u202egnp.exe")).toBe("gnp.exe");
});

test("ordinary texts of any script come through", () => {
  expect(plainText("Mantel für Damen\n赤いコート ❤️")).toBe("Mantel für Damen\n赤いコート ❤️");
  expect(plainLine("two\nlines")).toBe("two lines");
});

const isControl = (letter: string) => /\p{Cc}/u.test(letter) && letter !== "\n";

test("whatever comes in, no control character but the line feed comes out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect([...plainText(text)].filter(isControl)).toEqual([]);
    }),
  );
});
