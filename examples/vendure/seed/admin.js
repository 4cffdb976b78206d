// The administrator's side of Vendure, over HTTP: one request at a time, and no error goes unseen.
'use strict';

class Admin {
    #url;
    #bearer;
    #channel;

    constructor(url, bearer, channel) {
        this.#url = url;
        this.#bearer = bearer;
        this.#channel = channel;
    }

    static async login(url, { identifier, password }) {
        const admin = new Admin(`${url}/admin-api`);
        const { login } = await admin.ask(
            `mutation ($identifier: String!, $password: String!) {
                login(username: $identifier, password: $password) {
                    ... on CurrentUser { id }
                    ... on ErrorResult { errorCode message }
                }
            }`,
            { identifier, password },
        );
        if (!login.id) throw new Error(`the administrator can't log in: ${login.message}; delete the data folder to begin anew`);
        return admin;
    }

    /// The same administrator, at work in one channel.
    in(channelToken) {
        return new Admin(this.#url, this.#bearer, channelToken);
    }

    async ask(query, variables = {}) {
        return this.#send(JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
    }

    /// Creates whatever `mutation` creates and returns its id.
    async create(mutation, inputType, input) {
        const data = await this.ask(
            `mutation ($input: ${inputType}!) { made: ${mutation}(input: $input) { __typename ... on Node { id } } }`,
            { input },
        );
        if (!data.made.id) throw new Error(`${mutation} made nothing but a ${data.made.__typename}`);
        return data.made.id;
    }

    /// Uploads one file, by the multipart form of GraphQL.
    async upload(name, type, bytes) {
        const query = `mutation ($file: Upload!) {
            createAssets(input: [{ file: $file }]) { ... on Asset { id } ... on ErrorResult { message } }
        }`;
        const form = new FormData();
        form.set('operations', JSON.stringify({ query, variables: { file: null } }));
        form.set('map', JSON.stringify({ 0: ['variables.file'] }));
        form.set('0', new Blob([bytes], { type }), name);
        const { createAssets } = await this.#send(form, { 'apollo-require-preflight': 'true' });
        if (!createAssets[0].id) throw new Error(`${name} was not taken: ${createAssets[0].message}`);
        return createAssets[0].id;
    }

    async #send(body, headers) {
        if (this.#bearer) headers.authorization = `Bearer ${this.#bearer}`;
        if (this.#channel) headers['vendure-token'] = this.#channel;
        const response = await fetch(this.#url, { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) });
        this.#bearer = response.headers.get('vendure-auth-token') ?? this.#bearer;
        const { data, errors } = await response.json();
        if (errors?.length) throw new Error(errors.map(error => error.message).join('; '));
        return data;
    }
}

module.exports = { Admin };
