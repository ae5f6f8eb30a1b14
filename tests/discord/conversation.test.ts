import { useBot } from "./shared-bot.js";
import "./suites/buttons.js";
import "./suites/commands.js";
import "./suites/crowd.js";
import "./suites/messages.js";
import "./suites/pictures.js";

useBot();
