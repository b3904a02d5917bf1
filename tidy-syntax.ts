import ts from 'typescript'

/** What tidy.test.ts asks of a file's syntax; each function returns what breaks the rule. */

/** Exports of a file for the server that no wrapper built, and functions that become actions by a directive of their own. */
export function serverActionsWithoutWrapper(text: string, path: string): string[] {
  const file = parse(text, path)
  const inner: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isDirective(node, 'use server') && node.parent !== file) {
      inner.push("'use server' inside of a function")
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  const [first] = file.statements
  if (!first || !isDirective(first, 'use server')) return inner
  return [...inner, ...exportsNotBuiltBy(file, ['adminAction', 'openAction'])]
}

/** Exports of a route that answer requests without a door around them. */
export function handlersWithoutDoor(text: string, path: string): string[] {
  const file = parse(text, path)
  const methods = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|export )/
  const doors = [
    'endpoint',
    'publicDocument',
    'teamDownload',
    'teamEndpoint',
    'teamPost',
    'publicForm',
    'oneClickForm',
    'bouncePost',
    'intakePost',
    'redirectEndpoint',
  ]
  return exportsNotBuiltBy(file, doors).filter((name) => methods.test(name))
}

function exportsNotBuiltBy(file: ts.SourceFile, builders: readonly string[]): string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) return ['export { … }']
    if (ts.isExportAssignment(statement)) return ['export default']
    if (!isExported(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return []
    if (!ts.isVariableStatement(statement)) {
      return [ts.isFunctionDeclaration(statement) ? (statement.name?.text ?? 'export default') : 'export of a class']
    }
    return statement.declarationList.declarations
      .filter(
        ({ initializer }) =>
          !(initializer && ts.isCallExpression(initializer) && builders.includes(initializer.expression.getText())),
      )
      .map((declaration) => declaration.name.getText())
  })
}

/** Functions that take an actor and do not begin by mustAct(actor, …); those that take a `tx` are parts of one that does. */
export function actorsUnchecked(text: string, path: string): string[] {
  return parse(text, path)
    .statements.filter(isExported)
    .flatMap((statement) => {
      const functions = ts.isFunctionDeclaration(statement)
        ? [{ name: statement.name?.text ?? '', of: statement as ts.FunctionLikeDeclaration }]
        : functionsOf(statement)
      return functions
        .filter(({ of }) => of.parameters.some((parameter) => parameter.type?.getText() === 'Actor'))
        .filter(({ of }) => of.parameters[0]?.name.getText() !== 'tx')
        .filter(
          ({ of }) =>
            !(of.body && ts.isBlock(of.body) && /^mustAct\(actor, /.test(of.body.statements[0]?.getText() ?? '')),
        )
        .map(({ name }) => name)
    })
}

function functionsOf(statement: ts.Statement): { name: string; of: ts.FunctionLikeDeclaration }[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      ? [{ name: name.getText(), of: initializer }]
      : [],
  )
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function isDirective(statement: ts.Statement, text: string): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    statement.expression.text === text
  )
}

function parse(text: string, path: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}
