// @ts-check
/** @import { AboutMessage, WindowProduct } from "../../protocol.js" */
import { el, part } from "./dom.js";

/**
 * The first look: what there is, what to try, and a few products.
 *
 * @param {AboutMessage} about
 * @param {(line: string) => void} onExample
 * @param {(product: WindowProduct) => void} onProduct
 */
export function fillWelcome(about, onExample, onProduct) {
  const products = new Intl.NumberFormat("en").format(about.products);
  part("stock", HTMLElement).replaceChildren(
    el("span", { class: "shop" }, `${about.catalogue} · `),
    `${products} products`,
  );
  part("examples", HTMLElement).replaceChildren(
    ...about.examples.map((example) => {
      const button = el("button", { class: "sewn", type: "button" }, example);
      button.addEventListener("click", () => onExample(example));
      return el("li", {}, button);
    }),
  );
  part("window-title", HTMLElement).hidden = about.window.length === 0;
  part("window", HTMLElement).replaceChildren(
    ...about.window.map((product) => {
      const button = el(
        "button",
        { type: "button", "aria-label": `Lookalikes of ${product.title}` },
        el("img", { src: product.picture, alt: "", width: 360, height: 480 }),
        el("span", {}, product.title),
      );
      button.addEventListener("click", () => onProduct(product));
      return el("li", {}, button);
    }),
  );
}
