// Keeps the embedded database, which lives in memory, in a file.
'use strict';

const fs = require('node:fs');

const EVERY_MS = 1000;

class Keeper {
    #driver;
    #file;
    #timer;
    #saved;
    #seen;

    constructor(driver, file) {
        this.#driver = driver;
        this.#file = file;
        this.#saved = this.#seen = this.#changes();
    }

    /// Saves whenever something was written and nothing is being written: reading out the database ends a transaction
    /// that is open, and forgets the id a statement has just made.
    watch() {
        this.#timer = setInterval(() => {
            const now = this.#changes();
            const quiet = now === this.#seen && !this.#driver.queryRunner?.isTransactionActive;
            this.#seen = now;
            if (quiet && now !== this.#saved) this.save();
        }, EVERY_MS);
    }

    /// Whole or not at all.
    save() {
        const content = this.#driver.export();
        fs.writeFileSync(`${this.#file}.new`, content);
        fs.renameSync(`${this.#file}.new`, this.#file);
        this.#driver.databaseConnection.exec('PRAGMA foreign_keys = ON');
        this.#saved = this.#seen = this.#changes();
    }

    /// Saves what is not saved yet, once no transaction is open, within two seconds.
    async stop() {
        if (!this.#timer) return;
        clearInterval(this.#timer);
        for (let tries = 0; tries < 20 && this.#driver.queryRunner?.isTransactionActive; tries++) {
            await new Promise(resolve => setTimeout(resolve, 100));
        }
        if (!this.#driver.queryRunner?.isTransactionActive && this.#changes() !== this.#saved) this.save();
    }

    #changes() {
        return this.#driver.databaseConnection.exec('SELECT total_changes()')[0].values[0][0];
    }
}

module.exports = { Keeper };
