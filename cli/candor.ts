import { Command, InvalidArgumentError } from 'commander'
import { roles } from '#db/schema/people'
import { addAuditCommands } from './audit.ts'
import { backUpCommand, restoreCommand } from './backup.ts'
import { demoCommand } from './demo.ts'
import { addComponentCommands } from './desk/components.ts'
import { addIncidentCommands } from './desk/incidents.ts'
import { addPeopleCommands } from './desk/people.ts'
import { addSubscriberCommands } from './desk/subscribers.ts'
import { addTokenCommands } from './desk/tokens.ts'
import type { importCommand } from './import-command.ts'
import { initCommand, migrateCommand } from './init.ts'
import { allowPasswordsCommand } from './single-sign-on.ts'
import { addUserCommand } from './user.ts'
import { exportCommand } from './export.ts'
import { failWith } from './failure.ts'

const asJson = 'print JSON instead of words'

const program = new Command('candor')
  .description('Candor on the command line. Settings come from the environment, as for the server; see the README.')
  .showHelpAfterError('Run candor --help to see what there is.')

program
  .command('init')
  .description('make the data folder and its database, and print the link that sets the page up')
  .option('--force', 'begin anew where a page was before; what is there is moved aside')
  .option('--json', asJson)
  .action(initCommand)

program
  .command('migrate')
  .option('--json', asJson)
  .description('bring the database up to this version')
  .action(migrateCommand)

addIncidentCommands(program, desk)
addComponentCommands(program, desk)

const user = program.command('user').description('the team')
user
  .command('add')
  .argument('<email>', 'the address with which they sign in')
  .requiredOption('--role <role>', `one of ${roles.join(', ')}`, oneOfRoles)
  .option('--name <name>', 'their name; the part before the @ unless given')
  .option('--json', asJson)
  .description('add somebody to the team and print a one-time sign-in link')
  .action(addUserCommand)
addPeopleCommands(user, desk)
addSubscriberCommands(program, desk)
addTokenCommands(program, desk)

program
  .command('single-sign-on')
  .description('how the team signs in through a provider')
  .command('allow-passwords')
  .option('--json', asJson)
  .description('allow passwords and one-time links again, where only single sign-on was allowed')
  .action(allowPasswordsCommand)

program
  .command('import')
  .argument('<url or folder>', 'a Statuspage page, or a folder of its saved files')
  .option('--dry-run', 'print what would change, and change nothing')
  .option('--allow-private', 'allow an address in a private network')
  .option('--json', asJson)
  .description('import a page’s history; can be repeated')
  .action(async (...given: Parameters<typeof importCommand>) =>
    (await import('./import-command.ts')).importCommand(...given),
  )

program
  .command('backup')
  .argument('<file>', 'where the copy goes')
  .option('--json', asJson)
  .description('copy the database while it is in use, and prove the copy')
  .action(backUpCommand)

program
  .command('restore')
  .argument('<file>', 'a copy that candor backup made')
  .option('--json', asJson)
  .description('put a backup in the database’s place; what is there is moved aside')
  .action(restoreCommand)

program
  .command('export')
  .argument('<folder>', 'where the static site goes')
  .option('--from <address>', 'where Candor runs, unless it is where the settings say')
  .description('write the public page, its documents and its feeds as a static site that needs no Candor')
  .option('--json', asJson)
  .action(exportCommand)

program
  .command('demo')
  .option('--port <port>', 'where it listens', '3001')
  .description('serve a throwaway page with a story on it, an incident in progress, and sign-in links')
  .action((options: { port: string }) => demoCommand(Number(options.port)))

addAuditCommands(program)

program.parseAsync().catch(failWith)

/** What asks a page's management API: this machine's, or another host's with a token. */
function desk(command: Command): Command {
  return command
    .option('--url <address>', 'a page that runs elsewhere; its token stands in CANDOR_TOKEN')
    .option('--json', asJson)
}

function oneOfRoles(value: string): (typeof roles)[number] {
  const role = roles.find((candidate) => candidate === value)
  if (!role) throw new InvalidArgumentError(`Choose one of ${roles.join(', ')}.`)
  return role
}
