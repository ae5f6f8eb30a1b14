/**
 * Names of colours, in the form of `KINDS`: a shade stands below the colour that it is a shade of. After WordNet 3.0's
 * synsets below "chromatic color" and "achromatic color", with the names that clothes shops use.
 */
export const COLOURS = `
red
  crimson, ruby, cardinal, carmine, cherry, cherry red, cerise, blood red, tomato red, poppy, strawberry
  scarlet, vermilion, flame
  dark red, deep red
    maroon
    burgundy, claret, oxblood, wine, wine red, bordeaux
  brick red, brick, rust, terracotta, russet
pink
  rose, rosy, rose pink, old rose, dusky pink, blush pink, blush, baby pink
  peach, apricot, salmon, salmon pink
  coral
  magenta, fuchsia, fuschia, hot pink, shocking pink
  carnation, candy pink, bubblegum
orange
  tangerine, mandarin, pumpkin
  coral
  rust, burnt orange, terracotta
  peach, apricot
yellow
  lemon, lemon yellow, canary, canary yellow, sunshine yellow
  mustard, mustard yellow, ochre, ocher, saffron, maize
  gold, golden, gilt, gilded, amber, old gold
  lime
green
  emerald, emerald green, jade, bottle green, forest green, kelly green, grass green
  dark green
  olive, olive green, army green, moss green, sage, sage green, khaki green
  lime green, lime, chartreuse, pea green, apple green
  sea green, mint, mint green, pistachio
  fluorescent green, neon green
  teal
blue
  azure, cerulean, sapphire, royal blue, cobalt, cobalt blue, ultramarine, electric blue
  light blue, sky blue, powder blue, baby blue, pale blue, ice blue
  dark blue, navy blue, navy, midnight blue, midnight
  turquoise blue, turquoise, aqua, aquamarine, cyan, peacock blue
  teal, petrol, petrol blue, blue green
  steel blue, denim blue
  indigo
purple
  violet, indigo
  lavender, lilac, light purple
  mauve
  plum, aubergine, eggplant, grape, mulberry
  magenta
brown
  chocolate, coffee brown, coffee, dark brown, deep brown, umber, mocha, espresso, cocoa, mahogany, walnut
  chestnut, hazel, auburn, cinnamon
  tan, camel, caramel, cognac, light brown, toffee, fawn
  mushroom brown, mushroom, taupe, nougat
  copper, bronze
beige, ecru, sand, sandy, oatmeal, biscuit, stone
  cream, creamy, vanilla
  skin, skin coloured, nude, flesh
  khaki
  tan, camel, fawn
  taupe
white, snowy, snow white, alabaster, chalk
  off white, ivory, eggshell, pearl, bone
  cream
black, jet black, jet, coal black, coal, ebony, pitch black, sable, soot black, raven, inky
grey, ash, ash grey, ashen, slate, slate grey, smoke, smoky, stone
  charcoal, charcoal grey, dark grey, anthracite, graphite
  grey melange, heather grey, marl grey, grey marl
  silver, silvery, silver grey
  steel, steel grey, gunmetal
metallic, shiny metal
  gold, golden, gilt, gilded
  silver, silvery
  bronze
  copper
  steel, gunmetal
multi, multicoloured, multicolour, multicolor, multicolored, colourful, colorful, rainbow, many coloured
`;
