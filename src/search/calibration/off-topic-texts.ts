/**
 * What people type that no clothes shop answers: calibration's other side, some of it in words that clothes shops use, too.
 * Tests and evaluation use other texts, so that they measure the calibration and not the list.
 */
export const OFF_TOPIC_TEXTS: readonly string[] = `
quantum physics lecture
how do I reset my password
kubernetes pod keeps restarting
mountain lake at sunrise
a grand piano on a stage
prime minister's speech
a bowl of ramen
the second world war
a laptop computer on a desk
python syntax error
an x-ray of a broken arm
a humpback whale
a medieval castle
fried eggs and bacon
bicycle repair workshop
the planets of the solar system
washing machine is leaking
a steam locomotive
meeting moved to Thursday
a microscope in a laboratory
credit card declined
a wind turbine
Shakespeare's sonnets
apartment for rent in Berlin
a stack of pancakes
please close the ticket
machine learning paper
goldfish bowl
an old wooden door
a page of handwritten notes
covid vaccination centre
tomatoes and cucumbers
the invoice is overdue
screwdriver and hammer
bowl of fruit
a lighthouse in a storm
database migration failed
pasta with pesto
a telescope pointed at the stars
unsubscribe me from this list
a herd of sheep
refrigerator with freezer
cup of tea and biscuits
concert tickets
an aeroplane above the clouds
differential equations
potted plants on a balcony
hello
thank you very much
asdf qwer zxcv
12345
is anybody there
tell me a joke
what time is it
hamburger and chips
a waterfall in the jungle
smartphone with a cracked screen
a bottle of red wine
a spider's web with dew
merge conflict in main
a ferry crossing the channel
headache and fever
an empty classroom
a butterfly on a flower
quarterly sales report
guess the number
a bowl of porridge with honey
lasagne for eight people
how long to boil an egg
vegan cheese made of cashews
gluten free pancakes
olive oil from Crete
peanut butter sandwich
raspberry jam jars
a cup of espresso
iced tea with mint
craft beer brewery
champagne on a yacht
tree frog on a branch
sea turtles hatching
wolves howling at dawn
hamster wheel squeaks
bees in a beehive
a flock of geese
dolphins off the coast
my budgie will not eat
a grizzly and her cubs
spider plant repotting
oak tree leaves
weeds between paving stones
rose pruning in March
compost heap temperature
greenhouse heater
a meadow in the mist
northern lights over Iceland
earthquake magnitude six
hurricane warning
river delta from above
glacier melting
the deepest trench of the ocean
population of Nigeria
border between Chile and Argentina
bus from Porto to Coimbra
ferry to Corsica
visa for Vietnam
cruise ship itinerary
hostel in Prague
camper van insurance
motor scooter spare parts
diesel particulate filter
brake discs squeal
tow bar installation
space shuttle launch
rocket engine nozzle
black hole physics
gravity on Mars
enzyme kinetics
cell division under a lens
geometry proof of Pythagoras
prime number sieve
integrals by substitution
binary search in Java
docker compose networking
segmentation fault in C
sql left join duplicates
null pointer exception
reset the router to factory defaults
usb cable not recognised
wifi drops every evening
a mechanical keyboard
noise cancelling earphones
games console bundle
inkjet cartridge refill
induction hob
blender with glass jug
toaster for four slices
mattress for back pain
curtain rail brackets
corner couch in grey
bookshelf of solid oak
floor lamp
double glazed windows
wall paint in sage green
tap drips in the kitchen
cordless hedge trimmer
angle grinder discs
socket wrench
wood screws assortment
sack of potting soil
heel pain treatment
flu symptoms
antibiotics for tonsillitis
broken collarbone
heart rate while sleeping
body mass index
hair loss causes
knee surgery recovery
pregnancy test
hay fever tablets
income tax brackets
pension contribution
bitcoin price
exchange rate of the yen
gold price per ounce
inheritance law
small claims court
rental contract template
apply for unemployment benefit
minutes of the board meeting
quarterly budget forecast
please review my pull request
who is on call today
the build is red again
lunch at noon
good morning everybody
see you on Monday
lol ok
can you help me
what can you do
sing a song
the winter olympics medal table
summer school chemistry
boxer dog breed
tie game overtime
top ten songs of the nineties
tank battle of Kursk
silver birch in autumn
purple rain lyrics
blue whale heart
white noise for babies
pink flamingos in a lagoon
green energy subsidies
yellow pages
golden gate at dusk
black pepper grinder
red blood cells
men's hundred metres final
women's suffrage
children's vaccination schedule
kids' maths worksheet
watch films online
jersey cow milk yield
polo match rules
chain reaction
cap on spending
leather sofa cleaner
cotton harvest
silk road cities
wool prices for farmers
diamond mine
pearl diver
sports news headlines
party politics
formal logic
handmade soap recipe
birthday balloon arch
wedding speech for the best man
travel adapter for Japan
beach volleyball rules
office chair with armrest
school holidays in Bavaria
novel by a Russian author
sonnet about the sea
stage play in three acts
baroque cello suite
jazz trumpet scales
watercolour of a valley
bronze statue of a horseman
museum of natural history
ancient Egyptian pharaohs
the fall of Constantinople
treaty of Versailles
parliament in session
mayor of Chicago
supreme court ruling
marathon training plan
chessboard with pieces
jigsaw puzzle of a castle
card trick for beginners
knitting pattern for a blanket
model railway layout
fishing rod and reel
tent for four people
kayak on a lake
ski pass prices
climbing wall
a bonfire on the shore
fireworks above a stadium
a crowded market hall
an abandoned factory
a narrow alley in rain
a rusty anchor
a stack of firewood
a row of postboxes
xkcd qqq
blah blah blah
9876543210
`
  .trim()
  .split("\n");
