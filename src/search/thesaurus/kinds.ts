/**
 * What people call the things that fashion shops sell. One concept a line, its wordings separated by commas, narrower
 * concepts indented below; a wording may stand under several. The tree follows WordNet 3.0's synsets below "garment",
 * "footwear", "bag", "jewelry" and "cosmetic", less what no shop sells, with British, American and Indian shops' own words.
 */
export const KINDS = `
clothing, clothes, garment, apparel, wear, wearing apparel
  outerwear, outwear, outer wear, overgarment, outdoor clothing
    coat, overcoat, topcoat, greatcoat, winter coat, wool coat, chesterfield, ulster
      trench coat, trench
      duffle coat, duffel coat
      peacoat, pea coat, pea jacket
      fur coat, sheepskin coat
      raincoat, rain coat, rain jacket, waterproof, waterproof jacket, mackintosh, macintosh, mac, slicker, oilskin, cagoule
      jacket, winter jacket, outdoor jacket
        parka, anorak, windbreaker, windcheater, ski jacket, snow jacket
        puffer jacket, puffer, down jacket, padded jacket, quilted jacket
        bomber jacket, bomber, flight jacket, varsity jacket, college jacket
        denim jacket, jean jacket, jeans jacket
        leather jacket, biker jacket, motorcycle jacket
        nehru jacket, bandhgala, mao jacket
        track jacket, tracksuit jacket
    blazer, sport coat, sports coat, suit jacket, suit coat, dinner jacket, tuxedo jacket, tuxedo
    gilet, body warmer, padded vest
    cape, poncho, cloak
  waistcoat, suit vest
  knitwear, knit, knitted wear, woollens, woolens
    sweater, jumper, woolly, jersey
      pullover, slipover, crew neck
      cardigan, cardi
      turtleneck, polo neck, roll neck
      sweater vest, tank sweater
    sweatshirt, sweat shirt
      hoodie, hoody, hooded sweatshirt, hooded top
    pullover
    shrug, bolero
  topwear, upper wear
    tshirt, tee, tee shirt, t shirt, jersey
      polo shirt, polo, polo tshirt, golf shirt
      graphic tee, graphic tshirt
      long sleeve tee, longsleeve
    shirt, button down, button down shirt, button up, button up shirt, dress shirt, collared shirt
      work shirt, flannel shirt, lumberjack shirt
    top, ladies top
      blouse
      tank top, tank, vest top, sleeveless top
      crop top, halter top, tube top
      camisole, cami, spaghetti top
      tunic, long top
    tunic, kaftan, caftan
  dress, frock, gown, sundress, maxi dress, evening dress, ball gown, evening gown, cocktail dress, wedding dress, shift dress, pinafore
  jumpsuit, playsuit, catsuit, boiler suit
    romper, onesie
    dungarees, overall
  suit, pantsuit, trouser suit
  bottoms, bottomwear, lower wear
    trousers, trouser, pants, slacks, chinos, chino, khakis, cords, corduroys, flannels, dress pants, suit trousers
      cargo pants, cargo trousers
      jeans, jean, blue jeans, denims, denim pants, denim trousers, skinnies
      track pants, sweatpants, sweat pants, joggers, jogging pants, jogging bottoms, tracksuit bottoms, tracksuit pants, gym pants, yoga pants
      capris, capri pants, capri, cropped pants, cropped trousers, three quarter pants, pedal pushers, culottes
      lounge pants, pyjama bottoms, pyjama pants, sleep pants
    leggings, legging, stretch pants, yoga pants
      jeggings, jegging, denim leggings
    tights, pantyhose
    shorts, short pants, short trousers, bermuda shorts, bermudas, bermuda, hot pants, cargo shorts
      lounge shorts, pyjama shorts, sleep shorts
    skirt, miniskirt, mini skirt, midi skirt, maxi skirt, pencil skirt, pleated skirt, kilt, sarong
    salwar, shalwar
      patiala, patiala salwar
      churidar
  tracksuit, track suit, jogging suit, sweatsuit
  indian wear, ethnic wear, traditional wear
    kurta, indian tunic
    kurti, short kurta
    kurta set, kurta suit
    saree, sari
    dupatta, chunni
    lehenga choli, lehenga, ghagra choli, ghagra
    salwar and dupatta, salwar suit
    churidar
    salwar
    patiala
  underwear, innerwear, undergarment, underclothes, undies, smalls
    lingerie, intimates
      bra, brassiere, bralette, bandeau
      camisole
      shapewear, corset, girdle, body shaper
      baby doll, babydoll, negligee, chemise
      panties, panty
    briefs, underpants, knickers, panties, panty, drawers, jockeys
      trunk, boxer briefs
      thong underwear, g string
    boxers, boxer shorts
    trunk, boxer briefs
    innerwear vest, undershirt, singlet, vest
  nightwear, sleepwear, nightclothes, loungewear
    nightdress, nightgown, nightie, nightshirt, night dress
      baby doll
    night suit, pyjamas, pyjama, pyjama set, pjs, jammies
    dressing gown, bathrobe, bath robe, robe, housecoat
    lounge pants
    lounge shorts
    lounge tshirt
  swimwear, swimsuit, swimming costume, bathing suit, bathing costume, beachwear
    bikini, two piece, tankini
    swim trunks, swimming trunks, swim shorts, bathing trunks, board shorts
  clothing set, two piece set, co ord set
  baby clothes
    romper
    booties, baby socks, baby booties
footwear, footgear, shoewear
  shoe
    casual shoe, everyday shoe
      sneaker, trainer, kicks, canvas shoe, plimsoll, gym shoe, tennis shoe
      loafer, moccasin, slip on, boat shoe, deck shoe, driving shoe
      espadrille
    sports shoe, athletic shoe, training shoe
      running shoe, runner, jogging shoe
      sneaker, trainer, kicks, gym shoe, tennis shoe
      football boot, football shoe, soccer cleat, cleat
      hiking shoe, hiking boot, trekking shoe, walking shoe
    formal shoe, dress shoe, office shoe, court shoe
      oxford shoe, oxford, derby shoe, brogue, lace up, monk strap, wing tip
      loafer, penny loafer
    heels, heel, high heel, stiletto, pump, spike heel, kitten heel, wedge, wedge heel, platform heel, slingback
    flats, flat shoe, ballet flat, ballerina, ballet pump, pump
    boot, ankle boot, bootie, chelsea boot, chukka, desert boot, riding boot, wellington, wellington boot, welly, gumboot, snow boot
  open footwear, open shoe, summer shoe
    sandal, strappy sandal, gladiator sandal
      sports sandal, floater, trekking sandal
    flip flop, flipflop, thong, slipper, slide, slider, chappal, beach slipper
  slipper, house shoe, mule
bag
  handbag, hand bag, purse, pocketbook, shoulder bag, ladies bag, hobo bag, satchel
    tote bag, tote, shopper, shopping bag, carryall
    clutch, clutch bag, evening bag, minaudiere
    crossbody bag, cross body bag, sling bag
  luggage, baggage, travel bag
    trolley bag, suitcase, trolley, case, cabin bag, wheeled bag
    duffel bag, duffle bag, duffel, holdall, kitbag, gym bag, sports bag, weekend bag, weekender
    rucksack, hiking backpack
  backpack, back pack, knapsack, haversack, school bag, schoolbag, book bag
    rucksack
  messenger bag, courier bag, satchel, sling bag
  laptop bag, laptop case, laptop sleeve, computer bag, notebook bag, briefcase, office bag
  waist pouch, waist pack, waist bag, fanny pack, bum bag, belt bag
  pouch
    mobile pouch, phone pouch, phone case
    waist pouch
  tablet sleeve, tablet case
  wallet, billfold, card holder, card case, coin purse, notecase
accessory, fashion accessory
  belt, waist belt, sash
  suspenders, braces
  eyewear, glasses, spectacles
    sunglasses, sunglass, shades, dark glasses, goggles, aviators, wayfarers
  headwear, headgear, headdress
    hat, sun hat, sunhat, straw hat, panama, fedora, trilby, bowler, bucket hat, cowboy hat, boater
      cap, baseball cap, peaked cap, snapback, trucker cap, flat cap
      beanie, beanie hat, woolly hat, bobble hat, knit cap
    headband, hairband, hair band
  neckwear
    scarf, neck scarf, shawl, wrap, pashmina, headscarf, bandana, neckerchief, silk scarf
      muffler, winter scarf, woollen scarf, woolen scarf
      stole, shawl, wrap, pashmina
    tie, necktie, cravat
      bow tie, bowtie
  glove, mitten, mitt
  hosiery
    sock, ankle sock, knee high
    stocking, nylons, hold up
    tights, pantyhose
  cufflink, cuff link
  ties and cufflinks
  wristband, sweatband
  umbrella, brolly, parasol
  key chain, keychain, key ring, key fob
  timepiece, horologe
    watch, wristwatch, wrist watch, chronograph, analog watch, digital watch
  gift set
    accessory gift set
jewellery, jewelry, jewels, costume jewellery, bling, trinket
  earring, ear ring, stud, ear stud, hoop, hoop earring, drop earring
  necklace, chain, choker, beads, necklet
  pendant, locket, medallion
  bracelet, wrist chain
  bangle, kada, bracelet
  ring, finger ring, signet ring, wedding ring, engagement ring, wedding band
  jewellery set, necklace set
cosmetics, cosmetic, makeup, make up, beauty product
  lip makeup
    lipstick, lip colour, lip rouge
    lip gloss
    lip liner, lip pencil
    lip plumper
  eye makeup
    kajal, kohl, eyeliner, eye liner, eye pencil
    eyeshadow, eye shadow
    mascara
  face makeup
    foundation, primer
    highlighter, blush, blusher, rouge
    compact, face powder, compact powder
    concealer
  nail polish, nail varnish, nail enamel, nail lacquer, nail paint, nail colour
skincare, skin care, toiletries
  lip care, lip balm, chapstick
  face moisturiser, face moisturizer, moisturiser, moisturizer, face cream, day cream
  face wash, cleanser
  body lotion, body cream, body butter
  mask and peel, face mask
  sunscreen, sunblock, sun cream, suncream, sun lotion
fragrance, scent
  perfume, body mist, cologne, eau de toilette, eau de parfum, aftershave
  deodorant, deo, antiperspirant, body spray
hair colour, hair dye
`;
