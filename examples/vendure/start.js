// Starts Vendure, seeds it when it is empty, and keeps its database in a folder.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { bootstrap, JobQueueService, TransactionalConnection } = require('@vendure/core');

const { config } = require('./config');
const { Keeper } = require('./database');
const { superadmin } = require('./superadmin');
const { seed } = require('./seed/seed');

const HOST = '127.0.0.1';

async function start() {
    const { values } = parseArgs({
        options: {
            port: { type: 'string', default: '8706' },
            data: { type: 'string', default: path.resolve('.nexus/vendure') },
            // Stop when standard input ends: then whoever started this is gone.
            attached: { type: 'boolean', default: false },
        },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
        throw new Error(`--port ${values.port} is no port: give 0 to 65535, 0 for any that is free`);
    }
    const data = path.resolve(values.data);
    fs.mkdirSync(data, { recursive: true });
    const database = path.join(data, 'vendure.sqlite');
    const credentials = superadmin(data);
    const empty = !fs.existsSync(database);
    if (empty) fs.rmSync(path.join(data, 'assets'), { recursive: true, force: true });

    const app = await bootstrap(config({ host: HOST, port, data, database, credentials }));
    await app.get(JobQueueService).start();
    const url = `http://${HOST}:${app.getHttpServer().address().port}`;
    const keeper = new Keeper(app.get(TransactionalConnection).rawConnection.driver, database);

    let stopping = false;
    const stop = async () => {
        if (stopping) return;
        stopping = true;
        await keeper.stop();
        // What still hangs on to a connection must not keep the process.
        setTimeout(() => process.exit(0), 3000).unref();
        await app.close();
        process.exit(0);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    if (values.attached) process.stdin.on('end', stop).on('error', stop).resume();

    if (empty) {
        await seed(url, credentials);
        keeper.save();
    }
    keeper.watch();
    console.log(`vendure: ready at ${url}/shop-api`);
}

start().catch(error => {
    console.error(`vendure: ${error.message ?? error}`);
    process.exit(1);
});
