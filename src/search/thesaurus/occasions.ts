/** Seasons and uses, in the form of `KINDS`. */
export const SEASONS = `
winter, cold weather, cold days, snow
autumn, fall
summer, hot weather, hot days, holiday, vacation, beach, seaside
spring
`;

export const USES = `
casual, everyday, leisure, weekend, relaxed
  smart casual
sports, sport, sporty, athletic, gym, fitness, workout, training, running, jogging, yoga, exercise
formal, business, office, work, dressy, interview
party, evening, cocktail, festive, clubbing, wedding, reception, prom, gala, night out, date night, dinner
ethnic, traditional, indian, festive
travel, trip, journey
home, indoor, lounge
outdoor, hiking, trekking, camping
`;
