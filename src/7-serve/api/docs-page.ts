// The OpenAPI document as a page to read: plain HTML that needs no script and nothing from elsewhere.
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const escaped = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const code = (text: unknown): string => `<code>${escaped(text)}</code>`;

const objectType = ({ properties, additionalProperties }: Schema): string => {
  if (properties) return `{ ${Object.keys(properties).map(escaped).join(', ')} }`;
  return additionalProperties ? `{ [key]: ${typeOf(additionalProperties)} }` : 'object';
};

/** A schema in one line: `Span[] | null`. */
const typeOf = (schema: Schema): string => {
  if (schema.$ref !== undefined) {
    const name = escaped(schema.$ref.split('/').at(-1));
    return `<a href="#${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  return [schema.type ?? 'any']
    .flat()
    .map(type => {
      if (type === 'array') return `${typeOf(schema.items ?? {})}[]`;
      return type === 'object' ? objectType(schema) : escaped(type);
    })
    .join(' | ');
};

const boundsOf = (schema: Schema): string =>
  [
    schema.default === undefined ? '' : `${JSON.stringify(schema.default)} without it`,
    schema.minimum === undefined ? '' : `from ${schema.minimum}`,
    schema.maximum === undefined ? '' : `to ${schema.maximum}`,
  ]
    .filter(each => each !== '')
    .join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<table><thead><tr>${head.map(cell => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
<tbody>${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`;

const contentOf = (content: Content = {}): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `${code(type)} ${typeOf(schema)}`)
    .join('<br>');

const operationBlock = (path: string, method: string, operation: Operation): string => `
<section id="${escaped(operation.operationId)}">
<h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3>
<p>${escaped(operation.summary)}. ${escaped(operation.description)}</p>
${table(
  ['parameter', 'in', 'value', ''],
  operation.parameters.map(each => [
    `${code(each.name)}${each.required ? ' (needed)' : ''}`,
    each.in,
    typeOf(each.schema),
    escaped([each.description, boundsOf(each.schema)].filter(Boolean).join('; ')),
  ]),
)}
${operation.requestBody ? `<p>Body: ${contentOf(operation.requestBody.content)}</p>` : ''}
${table(
  ['status', 'answer', ''],
  Object.entries(operation.responses).map(([status, { description, content }]) => [
    escaped(status),
    contentOf(content),
    escaped(description),
  ]),
)}
</section>`;

const schemaBlock = (name: string, schema: Schema): string => `
<section id="${escaped(name)}"><h3>${escaped(name)}</h3>
${schema.description ? `<p>${escaped(schema.description)}</p>` : ''}
${
  schema.properties
    ? table(
        ['field', 'value', ''],
        Object.entries(schema.properties).map(([field, own]) => [
          code(field),
          typeOf(own),
          escaped(own.description),
        ]),
      )
    : `<p>${typeOf(schema)}</p>`
}
${(schema.examples ?? []).map(each => `<pre>${escaped(JSON.stringify(each, null, 2))}</pre>`).join('')}
</section>`;

export const DOCS_STYLE = `:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
h3 { margin: 2rem 0 .3rem; } pre { overflow-x: auto; } code { font-size: .95em; } nav li { display: inline-block; margin-right: 1rem; }
`;

export const docsPage = (written: object): string => {
  const { info, paths, components } = written as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}: the API</title><link rel="stylesheet" href="/api/v1/docs.css"></head><body>
<h1>${escaped(info.title)} ${escaped(info.version)}: the API</h1>
<p>${escaped(info.description)}</p>
<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav><ul>${tags.map(tag => `<li><a href="#tag-${escaped(tag)}">${escaped(tag)}</a></li>`).join('')}<li><a href="#schemas">schemas</a></li></ul></nav>
${tags
  .map(
    tag =>
      `<h2 id="tag-${escaped(tag)}">${escaped(tag)}</h2>${operations
        .filter(({ operation }) => operation.tags.includes(tag))
        .map(({ path, method, operation }) => operationBlock(path, method, operation))
        .join('')}`,
  )
  .join('\n')}
<h2 id="schemas">Schemas</h2>${Object.entries(components.schemas)
    .map(([name, schema]) => schemaBlock(name, schema))
    .join('')}
</body></html>
`;
};
