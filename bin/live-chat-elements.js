#!/usr/bin/env node
import { main } from '../dist/emulator-cli.js';

process.exitCode = await main(process.argv.slice(2));
