// The administrator's credentials: made up once for each data folder, readable by its owner alone.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

function superadmin(data) {
    const file = path.join(data, 'superadmin.json');
    if (!fs.existsSync(file)) {
        const made = { identifier: 'superadmin', password: crypto.randomBytes(18).toString('base64url') };
        fs.writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
    }
    return JSON.parse(fs.readFileSync(file, 'utf8'));
}

module.exports = { superadmin };
