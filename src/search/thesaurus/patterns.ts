/** What cloth looks like, in the form of `KINDS`. */
export const PATTERNS = `
checked, check, chequered, checkered, plaid, tartan, gingham
striped, stripe, stripy, stripey, pinstripe, pinstriped
polka dot, dot, dotted, spotted, spotty
floral, flower, flowery, flowered, botanical
solid, plain, unpatterned, solid colour
`;
