/** For whom something is, in the form of `KINDS`. */
export const PEOPLE = `
adult, grown up
  men, man, male, gentleman, gentlemen, gent, guy, bloke, him, his, dad, father, husband, boyfriend, grandfather, grandpa, brother, uncle, groom
  women, woman, female, lady, gal, her, mum, mom, mother, wife, girlfriend, grandmother, grandma, sister, aunt, bride, boyfriend jean, boyfriend shirt, boyfriend blazer
kid, child, children, infant, toddler, baby, teenager, junior
  boys, boy, son, nephew, schoolboy, lad, laddie
  girls, girl, daughter, niece, lass, lassie, schoolgirl
unisex, everyone, everybody, anyone
`;
