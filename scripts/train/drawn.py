"""The drawn catalogue (scripts/draw) in the shape of the training data, and how its kinds stand to the real catalogue's."""
from __future__ import annotations

Row = dict[str, object]
PREFIX = "drawn:"

# Drawn kind → wordings beside its name, kinds of words.py that hold, kinds and groups that nobody can tell. Where a kind holds, the
# real catalogue's pictures of it hold for the drawn kind's words too.
KINDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "coat": (["winter coat", "overcoat", "wool coat", "warm coat"], ["outerwear", "upper", "clothing"], ["Jackets", "Blazers", "Rain Jacket"]),
    "trench coat": (["trench", "belted trench coat", "trenchcoat"], ["outerwear", "upper", "clothing"], ["Jackets", "Rain Jacket"]),
    "parka": (["hooded parka", "winter parka", "anorak"], ["outerwear", "upper", "clothing"], ["Jackets", "Rain Jacket"]),
    "raincoat": (["rain coat", "waterproof coat", "mac"], ["Rain Jacket", "outerwear", "upper", "clothing"], ["Jackets"]),
    "blazer": (["suit jacket", "sports jacket", "tailored jacket"], ["Blazers", "outerwear", "upper", "clothing"], ["Jackets"]),
    "denim jacket": (["jean jacket", "jeans jacket"], ["Jackets", "outerwear", "upper", "clothing"], []),
    "leather jacket": (["biker jacket", "moto jacket"], ["Jackets", "outerwear", "upper", "clothing"], []),
    "bomber jacket": (["bomber", "flight jacket"], ["Jackets", "outerwear", "upper", "clothing"], ["Sweatshirts"]),
    "puffer jacket": (["puffer", "down jacket", "quilted jacket", "padded jacket"], ["Jackets", "outerwear", "upper", "clothing"], []),
    "jacket": ([], ["Jackets", "outerwear", "upper", "clothing"], []),
    "waistcoat": (["vest", "suit vest", "gilet"], ["Waistcoat"], ["outerwear", "upper", "clothing"]),
    "sweater": (["jumper", "pullover", "knitted sweater"], ["Sweaters", "knitwear", "upper", "clothing"], ["longsleeve", "Sweatshirts"]),
    "cardigan": (["knitted jacket", "button-up sweater"], ["knitwear", "upper", "clothing"], ["Sweaters", "longsleeve", "outerwear"]),
    "hoodie": (["hooded sweatshirt", "hooded top"], ["hoodie", "Sweatshirts", "knitwear", "upper", "clothing"], ["Sweaters", "longsleeve"]),
    "sweatshirt": (["crewneck sweatshirt"], ["Sweatshirts", "knitwear", "upper", "clothing"], ["Sweaters", "longsleeve"]),
    "dress": (["gown", "frock"], ["Dresses"], ["clothing", "Tunics"]),
    "jumpsuit": (["playsuit", "dungarees", "overalls"], ["Jumpsuit"], ["clothing"]),
    "blouse": (["women's blouse"], ["blouse", "Tops", "upper", "clothing"], ["Shirts", "longsleeve"]),
    "tank top": (["sleeveless top", "vest top", "camisole"], ["undershirt", "upper", "clothing"], ["Tops", "Innerwear Vests", "Camisoles"]),
    "top": ([], ["Tops", "upper", "clothing"], []),
    "T-shirt": (["tee", "t shirt", "tshirt"], ["Tshirts", "upper", "clothing"], ["longsleeve", "Tops"]),
    "shirt": (["button-down shirt", "collared shirt"], ["Shirts", "upper", "clothing"], ["longsleeve"]),
    "polo shirt": (["polo", "polo t-shirt"], ["polo", "upper", "clothing"], ["Tshirts", "Shirts", "longsleeve"]),
    "jeans": (["denim jeans", "denims"], ["Jeans", "pants", "clothing"], []),
    "trousers": (["pants", "chinos", "slacks"], ["Trousers", "pants", "clothing"], []),
    "sweatpants": (["joggers", "track pants", "jogging bottoms"], ["Track Pants", "pants", "clothing"], []),
    "leggings": (["stretch leggings"], ["Leggings", "pants", "clothing"], ["Tights"]),
    "shorts": (["short pants"], ["Shorts", "clothing"], []),
    "skirt": (["pleated skirt", "mini skirt"], ["Skirts", "clothing"], []),
    "sneakers": (["trainers", "sports shoes", "running shoes"], ["sneakers", "shoes"], ["Casual Shoes", "Sports Shoes", "clothing"]),
    "boots": (["ankle boots", "leather boots", "winter boots"], ["boots", "shoes"], ["Casual Shoes", "Formal Shoes"]),
    "loafers": (["slip-on shoes", "moccasins"], ["shoes"], ["Casual Shoes", "Formal Shoes", "Flats"]),
    "oxford shoes": (["oxfords", "brogues", "dress shoes", "lace-up shoes"], ["Formal Shoes", "shoes"], ["Casual Shoes"]),
    "flats": (["ballet flats", "ballerinas"], ["Flats", "shoes"], []),
    "heels": (["high heels", "pumps", "stilettos"], ["Heels", "shoes"], []),
    "high heels": (["heels", "pumps", "stilettos"], ["Heels", "shoes"], []),
    "sandals": (["open shoes", "summer sandals"], ["open shoes", "Sandals"], ["shoes", "Flats", "Heels"]),
    "flip-flops": (["flip flops", "slides"], ["Flip Flops", "open shoes"], ["shoes"]),
    "ballet flats": (["flats", "ballerinas"], ["Flats", "shoes"], []),
    "bag": ([], ["bag"], ["Handbags", "Messenger Bag", "Clutches", "Duffel Bag", "Laptop Bag"]),
    "handbag": (["purse", "ladies bag"], ["Handbags", "bag"], []),
    "tote bag": (["tote", "shopper"], ["bag"], ["Handbags"]),
    "shoulder bag": (["crossbody bag"], ["bag"], ["Handbags", "Messenger Bag"]),
    "crossbody bag": (["sling bag"], ["bag"], ["Handbags", "Messenger Bag"]),
    "messenger bag": (["satchel", "courier bag"], ["Messenger Bag", "bag"], ["Laptop Bag"]),
    "clutch": (["clutch bag", "evening bag"], ["Clutches", "bag"], []),
    "duffel bag": (["gym bag", "holdall", "travel bag"], ["Duffel Bag", "bag"], []),
    "backpack": (["rucksack", "school bag", "knapsack"], ["Backpacks", "bag"], ["Rucksacks"]),
    "wallet": (["billfold"], ["Wallets"], []),
    "cap": (["baseball cap"], ["Caps", "hat"], []),
    "beanie": (["knit hat", "woolly hat", "knitted cap"], ["hat"], ["Caps"]),
    "hat": (["sun hat", "brimmed hat"], ["hat"], ["Hat", "Caps"]),
    "scarf": (["winter scarf", "muffler", "shawl"], ["neckwear"], ["Scarves", "Mufflers", "Stoles"]),
    "belt": (["leather belt", "waist belt"], ["Belts"], []),
    "tie": (["necktie"], ["Ties"], []),
    "bow tie": (["bowtie"], [], ["Ties"]),
    "sunglasses": (["shades", "dark glasses"], ["Sunglasses"], []),
    "watch": (["wristwatch", "wrist watch"], ["Watches"], []),
    "gloves": (["mittens", "pair of gloves"], ["Gloves"], []),
    "socks": (["pair of socks"], ["Socks"], []),
    "umbrella": ([], ["Umbrellas"], []),
}

# What people photograph → the drawn kinds that somebody who posts such a photo would take for an answer.
PHOTOS: dict[str, list[str]] = {
    "dress": ["dress"],
    "hat": ["hat", "cap", "beanie"],
    "longsleeve": ["T-shirt", "sweatshirt", "sweater", "hoodie", "blouse", "polo shirt"],
    "outwear": ["coat", "blazer", "cardigan", "hoodie", "raincoat", "parka", "puffer jacket", "bomber jacket", "denim jacket", "leather jacket",
                "trench coat"],
    "pants": ["trousers", "jeans", "leggings", "sweatpants"],
    "shirt": ["shirt", "polo shirt", "blouse"],
    "shoes": ["boots", "sneakers", "heels", "sandals", "flats", "loafers", "oxford shoes"],
    "shorts": ["shorts"],
    "skirt": ["skirt"],
    "t-shirt": ["T-shirt", "polo shirt", "tank top"],
}

# The real catalogue's names of the same colours and seasons.
COLOURS = {"navy": "Navy Blue"}
SEASONS = {"Autumn": "Fall", "All seasons": ""}


def drawn_row(row: Row) -> Row:
    """A line of products.jsonl, labelled as the real catalogue labels where the two mean the same. For whom a product is, its
    picture does not show."""
    def text(key: str) -> str:
        return str(row.get(key) or "")

    colour = text("colour")
    return {"id": row["id"], "kind": PREFIX + text("type"), "colour": COLOURS.get(colour, colour.title()), "gender": "",
            "season": SEASONS.get(text("season"), text("season")), "usage": text("use"), "pattern": text("pattern"), "material": text("material"),
            "title": text("title"), "sha1": row["sha1"], "width": row["width"], "height": row["height"]}
