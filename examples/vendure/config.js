// What this Vendure is: embedded database, bearer sessions, a field that ties a product to a bookable service, and a
// payment method for trying things out.
'use strict';

const path = require('node:path');
const { AssetServerPlugin } = require('@vendure/asset-server-plugin');
const { DefaultLogger, DefaultSearchPlugin, LanguageCode, LogLevel, dummyPaymentHandler } = require('@vendure/core');

const { BookedNotBought } = require('./booked');

function config({ host, port, data, database, credentials }) {
    return {
        apiOptions: {
            hostname: host,
            port,
            adminApiPath: 'admin-api',
            shopApiPath: 'shop-api',
            cors: false,
            // `cargo codegen check --vendure URL` reads the schema this way.
            introspection: true,
        },
        authOptions: {
            tokenMethod: 'bearer',
            superadminCredentials: credentials,
            requireVerification: false,
        },
        dbConnectionOptions: {
            type: 'sqljs',
            autoSave: false,
            location: database,
            synchronize: true,
            logging: false,
        },
        orderOptions: { orderInterceptors: [new BookedNotBought()] },
        paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
        customFields: {
            Product: [
                {
                    name: 'serviceId',
                    type: 'string',
                    nullable: true,
                    public: true,
                    pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
                    label: [{ languageCode: LanguageCode.en, value: 'Bookable service' }],
                    description: [
                        {
                            languageCode: LanguageCode.en,
                            value: 'The id of the service this product stands for. Its page offers slots instead of a cart.',
                        },
                    ],
                },
            ],
        },
        logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
        plugins: [
            AssetServerPlugin.init({ route: 'assets', assetUploadDir: path.join(data, 'assets') }),
            DefaultSearchPlugin.init({ indexStockStatus: true }),
        ],
    };
}

module.exports = { config };
