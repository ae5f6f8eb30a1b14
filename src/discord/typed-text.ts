/** What somebody typed, from the form in which Discord delivers it: `<…>` markup becomes what was seen. */
export function typedText(content: string): string {
  return content
    .replace(/<(https?:\/\/[^\s<>]+)>/gi, "$1")
    .replace(/<a?(:\w+:)\d+>/g, "$1")
    .replace(/<(\/[^\s<>:]+):\d+>/g, "$1")
    .replace(/<(?:@[!&]?|#)\d+>/g, " ")
    .trim();
}
