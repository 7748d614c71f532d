import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { schemaOf, type Schema } from './json-schema.ts';

const room = fileURLToPath(new URL('..', import.meta.url));

/** api/src/docs/answers.json: the JSON Schema of what each route answers when it says yes, read off the types of its handler. */
export function answersFile(): string {
  const program = programOf(fileURLToPath(new URL('answer-types.ts', import.meta.url)));
  const checker = program.getTypeChecker();
  const answers: Record<string, Schema> = {};
  for (const { method, path, endpoints } of routesOf(program, checker)) {
    const schemas = endpoints.flatMap((endpoint) => {
      const [output, format] = [typeIn(checker, endpoint, 'output'), typeIn(checker, endpoint, 'outputFormat')];
      return output && format && checker.typeToString(format) === '"json"' ? [schemaOf(checker, output)] : [];
    });
    const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
    if (different[0]) answers[`${method} ${path}`] = different.length > 1 ? { anyOf: different } : different[0];
  }
  const lines = Object.entries(answers)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([route, schema]) => `  ${JSON.stringify(route)}: ${JSON.stringify(schema)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function programOf(file: string): ts.Program {
  const { config } = ts.readConfigFile(`${room}/tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, room);
  return ts.createProgram([file], options);
}

function routesOf(program: ts.Program, checker: ts.TypeChecker) {
  const source = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('/reference/answer-types.ts'))!;
  const symbol = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source)!)
    .find(({ name }) => name === 'Routes')!;
  const routes = checker.getDeclaredTypeOfSymbol(symbol);
  return checker.getPropertiesOfType(routes).flatMap((path) =>
    checker.getPropertiesOfType(checker.getTypeOfSymbol(path)).map((method) => {
      const type = checker.getTypeOfSymbol(method);
      return {
        path: path.name,
        method: method.name.replace('$', '').toUpperCase(),
        endpoints: type.isUnion() ? type.types : [type],
      };
    }),
  );
}

function typeIn(checker: ts.TypeChecker, of: ts.Type, name: string): ts.Type | undefined {
  const field = checker.getPropertyOfType(of, name);
  return field && checker.getTypeOfSymbol(field);
}
