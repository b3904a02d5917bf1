import { Command } from 'commander'

new Command('candor').description('Candor on the command line').parse()
