/**
 * Escape sequences that a terminal obeys (CSI, OSC with its end, and the two-character ones), then every other control
 * character but the line feed; also the marks that turn the direction of writing.
 */
const ESCAPES = new RegExp(
  [
    // OSC, DCS, APC, PM and SOS run to BEL or ST; a cut-off one runs to the end.
    String.raw`(?:\u001b[\]P_^X]|[\u009d\u0090\u009f\u009e\u0098])[\s\S]*?(?:\u0007|\u001b\\|\u009c|$)`,
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    String.raw`\u001b[\s\S]?`,
    String.raw`[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]`,
  ].join("|"),
  "g",
);

/** A text of strangers (a title, a query, a file name) as a terminal may show it: it can move, colour or hide nothing. */
export function plainText(text: string): string {
  return text.replace(/\t|\r\n?/g, " ").replace(ESCAPES, "");
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s*\n\s*/g, " ");
}
