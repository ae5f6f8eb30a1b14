import { normalWords } from "../words.js";

/**
 * What people say around any wish, whatever they wish for: how they greet and ask, for whom and by when, what became of the old
 * one. Beside a kind or a colour such words ask nothing of a product. Without one they are all there is to tell what somebody speaks
 * of, and count like others.
 */
export const SMALL_TALK: ReadonlySet<string> = new Set(
  normalWords(`
  hi hello hey hiya yo good morning afternoon day dear sir madam folks guys team bot thanks thank thx cheers please pls plz sorry
  excuse pardon ok okay alright sure well yes yeah yep nope um uh hmm oh lol haha welcome
  i'm i've i'd i'll you're you've you'd he's she's it's we're we've they're that's there's here's what's who's let's
  he she it we they us them mine yours its ours their theirs myself yourself himself herself itself themselves
  who whom whose which what these those one each every either neither both all few several many much more most less least other
  another others same such nothing everything anything else
  am was were been being do does did doing done has had having will would shall should can could may might must gonna wanna gotta
  no not don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't won't wouldn't shouldn't haven't hasn't hadn't
  plus also too very really quite rather so just only even still yet already always never ever often sometimes usually maybe perhaps
  possibly probably actually basically currently recently lately soon now then today tonight tomorrow yesterday here there where
  when why how again almost enough especially anyway anymore anywhere somewhere everywhere ago away around about along together
  than if because since whether while until unless though although during before after into per via along lines
  want wants wanted wanting wish wishes need needs needed looks looked search searching searched finds finding found gets getting
  give gives giving gave show shows showing shown see sees saw seen seeing know knows knew think thinks thought guess wonder
  wondering hope hoping try tries tries trying tried buys buying bought purchase purchasing purchased order ordering ordered sells
  selling sold stock stocked offer offers love loves loved loving adore likes liked prefer prefers preferably enjoy ask asks asked
  asking tell tells told say says said saying talk talking mean means helps helping assist advise advice suggests choose choosing
  pick picking replace replacing lost lose losing died bring brings take takes taking took go going gone went come comes coming
  came make makes happen happens let put send sent deliver delivered delivery ship shipped shipping arrive arrives arriving afford
  spend spending cost costs pay paying check checking
  chance kind sort type lot lots bit couple article articles option options idea ideas
  suggestion suggestions recommendation recommendations choice choices question questions way time times days week weeks weekend
  month months year years monday tuesday wednesday thursday friday saturday sunday budget money bucks discount deal deals store
  stores shop shops shopping website site online internet catalogue available availability
  people person persons friend friends colleague colleagues boss neighbour neighbor family partner birthday
  great better best cool amazing awesome perfect excellent decent proper fine favourite favorite special usual popular new newest
  latest old different similar certain left right particular exact possible quick quickly fast urgent urgently asap ready free quality
  cheap cheaper cheapest inexpensive affordable expensive pricey reasonable reasonably priced price prices interested worth
  size sizes sized xs s m l xl xxl xxxl uk us eu
  `),
);
