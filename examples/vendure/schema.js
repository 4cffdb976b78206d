// Prints the part of a running Vendure's Shop API that the catalogue client uses, as GraphQL types.
//
//   node schema.js http://127.0.0.1:8706 > ../../sdk/business-client/schema/vendure.graphql
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const {
    TypeInfo, buildClientSchema, getIntrospectionQuery, getNamedType, isEnumType, isInputObjectType, isInterfaceType,
    isObjectType, isScalarType, isSpecifiedScalarType, isUnionType, parse, visit, visitWithTypeInfo,
} = require('graphql');

const QUERIES = path.join(__dirname, '../../sdk/business-client/schema/queries');

async function main(url) {
    const response = await fetch(`${url}/shop-api`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: getIntrospectionQuery({ descriptions: false }) }),
    });
    const schema = buildClientSchema((await response.json()).data);
    const used = new Map();
    const use = (type, field) => {
        if (!used.has(type.name)) used.set(type.name, new Set());
        if (field) used.get(type.name).add(field);
    };
    // A value that comes in a variable may be anything its type allows, down to a level we never fill.
    const useInput = type => {
        const named = getNamedType(type);
        if (used.has(named.name) || isSpecifiedScalarType(named)) return;
        use(named);
        if (!isInputObjectType(named)) return;
        for (const field of Object.values(named.getFields())) {
            if (field.name === 'customFields') continue;
            use(named, field.name);
            useInput(field.type);
        }
    };
    for (const file of fs.readdirSync(QUERIES).sort()) {
        const types = new TypeInfo(schema);
        visit(
            parse(fs.readFileSync(path.join(QUERIES, file), 'utf8')),
            visitWithTypeInfo(types, {
                Field() {
                    if (types.getFieldDef().name === '__typename') return;
                    use(types.getParentType(), types.getFieldDef().name);
                    use(getNamedType(types.getType()));
                },
                Argument(node) {
                    if (types.getDirective()) return;
                    use(types.getParentType(), `${types.getFieldDef().name}:${node.name.value}`);
                    use(getNamedType(types.getArgument().type));
                },
                ObjectField: node => {
                    use(getNamedType(types.getParentInputType()), node.name.value);
                    use(getNamedType(types.getInputType()));
                },
                VariableDefinition: () => useInput(types.getInputType()),
            }),
        );
    }
    for (const name of [...used.keys()]) {
        const type = schema.getType(name);
        if (isUnionType(type)) for (const member of type.getTypes()) use(member);
    }
    console.log(HEADER + [...used.keys()].sort().map(name => print(schema.getType(name), used.get(name))).filter(Boolean).join('\n\n'));
}

const HEADER = `# Written by examples/vendure/schema.js: the types of Vendure's Shop API that the queries beside this file use, and no more.
# An enum that is only read is a scalar here: values that are newer than this file are read as well.

schema {
  query: Query
  mutation: Mutation
}

`;

function print(type, fields) {
    const { name } = type;
    if (isSpecifiedScalarType(type)) return '';
    if (isScalarType(type)) return `scalar ${name}`;
    if (isUnionType(type)) return `union ${name} = ${type.getTypes().map(it => it.name).join(' | ')}`;
    if (isEnumType(type) && name !== 'SortOrder') return `scalar ${name}`;
    if (isEnumType(type)) return `enum ${name} {\n${type.getValues().map(it => `  ${it.name}\n`).join('')}}`;
    const lines = Object.values(type.getFields())
        .filter(field => fields.has(field.name))
        .map(field => {
            const args = (field.args ?? []).filter(arg => fields.has(`${field.name}:${arg.name}`));
            const list = args.length ? `(${args.map(arg => `${arg.name}: ${arg.type}`).join(', ')})` : '';
            return `  ${field.name}${list}: ${field.type}\n`;
        });
    // A type whose fields nobody reads still has a name, and needs one field to be a type.
    if (!lines.length) lines.push(`  ${type.getFields().message ? 'message: String!' : '__typename: String!'}\n`);
    return `${isInputObjectType(type) ? 'input' : isInterfaceType(type) ? 'interface' : 'type'} ${name} {\n${lines.join('')}}`;
}

main(process.argv[2] ?? 'http://127.0.0.1:8706').catch(error => {
    console.error(`schema: ${error.message}`);
    process.exit(1);
});
