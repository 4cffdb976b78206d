// Fills an empty Vendure with the demo shops: taxes for all, then each shop in a channel of its own, named by its tenant's slug.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const { Admin } = require('./admin');
const { taxes, shops } = require('./shops.json');

const IMAGES = path.join(__dirname, '..', 'images');

const translations = fields => [{ languageCode: 'en', ...fields }];
const code = (...parts) => parts.join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-');
const operation = (name, args) => ({
    code: name,
    arguments: Object.entries(args).map(([name, value]) => ({ name, value: String(value) })),
});

async function seed(url, credentials) {
    const admin = await Admin.login(url, credentials);
    const zones = await seedTaxes(admin);
    await openDefaultChannel(admin, zones);
    for (const shop of shops) await seedShop(admin, shop, zones);
    await indexed(url);
}

async function seedTaxes(admin) {
    const categoryId = await admin.create('createTaxCategory', 'CreateTaxCategoryInput', { name: 'Standard', isDefault: true });
    const zones = {};
    for (const { zone, countries, percent } of taxes) {
        const memberIds = [];
        for (const [iso, name] of Object.entries(countries)) {
            const input = { code: iso, enabled: true, translations: translations({ name }) };
            memberIds.push(await admin.create('createCountry', 'CreateCountryInput', input));
        }
        const zoneId = await admin.create('createZone', 'CreateZoneInput', { name: zone, memberIds });
        const rate = { name: `${zone}, standard`, enabled: true, value: percent, categoryId, zoneId };
        await admin.create('createTaxRate', 'CreateTaxRateInput', rate);
        zones[zone] = zoneId;
    }
    return zones;
}

// Everything is in the default channel as well, so it must know every currency first.
async function openDefaultChannel(admin, zones) {
    const { activeChannel } = await admin.ask('{ activeChannel { id } }');
    const zone = zones[taxes[0].zone];
    await admin.create('updateChannel', 'UpdateChannelInput', {
        id: activeChannel.id,
        defaultCurrencyCode: shops[0].currency,
        availableCurrencyCodes: [...new Set(shops.map(shop => shop.currency))],
        defaultTaxZoneId: zone,
        defaultShippingZoneId: zone,
    });
}

async function seedShop(admin, shop, zones) {
    const zone = zones[shop.zone];
    const channelId = await admin.create('createChannel', 'CreateChannelInput', {
        code: shop.tenant,
        token: shop.tenant,
        defaultLanguageCode: 'en',
        pricesIncludeTax: shop.pricesIncludeTax,
        defaultCurrencyCode: shop.currency,
        availableCurrencyCodes: [shop.currency],
        defaultTaxZoneId: zone,
        defaultShippingZoneId: zone,
    });
    const here = admin.in(shop.tenant);
    const stockLocationId = await here.create('createStockLocation', 'CreateStockLocationInput', { name: shop.stockLocation });
    await oneStockLocation(admin, channelId, stockLocationId);
    for (const { code: name, name: title, description, price } of shop.shipping) {
        await here.create('createShippingMethod', 'CreateShippingMethodInput', {
            code: code(shop.tenant, name),
            fulfillmentHandler: 'manual-fulfillment',
            checker: operation('default-shipping-eligibility-checker', { orderMinimum: 0 }),
            calculator: operation('default-shipping-calculator', { rate: price, includesTax: 'include', taxRate: 0 }),
            translations: translations({ name: title, description }),
        });
    }
    await here.create('createPaymentMethod', 'CreatePaymentMethodInput', {
        code: code(shop.tenant, 'test-payment'),
        enabled: true,
        handler: operation('dummy-payment-handler', { automaticSettle: true }),
        translations: translations({ name: 'Test payment', description: 'Nothing is charged.' }),
    });

    const facetValues = await seedFacets(here, shop);
    const images = {};
    const image = async name => {
        images[name] ??= await here.upload(`${name}.svg`, 'image/svg+xml', fs.readFileSync(path.join(IMAGES, `${name}.svg`)));
        return images[name];
    };
    for (const product of shop.products) await seedProduct(here, shop, product, { facetValues, image, stockLocationId });
}

// A channel may come with the default location; a shop sells what is on its own shelves only.
async function oneStockLocation(admin, channelId, own) {
    const { stockLocations } = await admin.ask('{ stockLocations(options: { take: 100 }) { items { id name } } }');
    const others = stockLocations.items.map(({ id }) => id).filter(id => id !== own);
    for (const id of others) {
        await admin.ask(
            `mutation ($input: RemoveStockLocationsFromChannelInput!) { removeStockLocationsFromChannel(input: $input) { id } }`,
            { input: { channelId, stockLocationIds: [id] } },
        );
    }
}

async function seedFacets(here, shop) {
    const ids = {};
    for (const [facet, values] of Object.entries(shop.facets)) {
        const facetName = facet[0].toUpperCase() + facet.slice(1);
        const { made } = await here.ask(
            'mutation ($input: CreateFacetInput!) { made: createFacet(input: $input) { values { id name } } }',
            {
                input: {
                    code: code(shop.tenant, facet),
                    isPrivate: false,
                    translations: translations({ name: facetName }),
                    values: values.map(name => ({ code: code(name), translations: translations({ name }) })),
                },
            },
        );
        for (const { id, name } of made.values) ids[`${facet}:${name}`] = id;
    }
    return ids;
}

async function seedProduct(here, shop, product, { facetValues, image, stockLocationId }) {
    const featuredAssetId = await image(product.image);
    const variants = product.variants ?? [{ price: product.price, stock: product.stock }];
    const assetIds = [featuredAssetId];
    for (const variant of variants) if (variant.image) assetIds.push(await image(variant.image));
    const productId = await here.create('createProduct', 'CreateProductInput', {
        enabled: true,
        featuredAssetId,
        assetIds,
        facetValueIds: product.facets.map(name => facetValues[name]),
        translations: translations({ name: product.name, slug: product.slug, description: product.description }),
        customFields: { serviceId: product.service ?? null },
    });
    const options = product.option ? await seedOptions(here, shop, product, productId) : {};
    const input = [];
    for (const variant of variants) {
        const tracked = variant.stock !== undefined;
        const asset = variant.image && (await image(variant.image));
        input.push({
            productId,
            enabled: true,
            sku: code(shop.tenant, product.slug, variant.name ?? '').replace(/-$/, ''),
            price: variant.price,
            optionIds: variant.name ? [options[variant.name]] : [],
            trackInventory: tracked ? 'TRUE' : 'FALSE',
            stockLevels: [{ stockLocationId, stockOnHand: variant.stock ?? 0 }],
            featuredAssetId: asset,
            assetIds: asset ? [asset] : [],
            translations: translations({ name: variant.name ? `${product.name}, ${variant.name}` : product.name }),
        });
    }
    await here.ask(
        'mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }',
        { input },
    );
}

async function seedOptions(here, shop, product, productId) {
    const { group } = await here.ask(
        'mutation ($input: CreateProductOptionGroupInput!) { group: createProductOptionGroup(input: $input) { id options { id name } } }',
        {
            input: {
                code: code(shop.tenant, product.slug, product.option),
                translations: translations({ name: product.option }),
                options: product.variants.map(({ name }) => ({ code: code(name), translations: translations({ name }) })),
            },
        },
    );
    await here.ask(
        `mutation ($productId: ID!, $optionGroupId: ID!) {
            addOptionGroupToProduct(productId: $productId, optionGroupId: $optionGroupId) { id }
        }`,
        { productId, optionGroupId: group.id },
    );
    return Object.fromEntries(group.options.map(({ id, name }) => [name, id]));
}

// The search index is filled by jobs: a shop is open when its search finds every product.
async function indexed(url) {
    const query = '{ search(input: { groupByProduct: true, take: 1 }) { totalItems } }';
    for (const shop of shops) {
        const headers = { 'content-type': 'application/json', 'vendure-token': shop.tenant };
        for (let tries = 0; ; tries++) {
            const response = await fetch(`${url}/shop-api`, { method: 'POST', headers, body: JSON.stringify({ query }) });
            const { data } = await response.json();
            if (data?.search.totalItems === shop.products.length) break;
            if (tries === 300) throw new Error(`the search index of ${shop.tenant} does not fill`);
            await new Promise(resolve => setTimeout(resolve, 100));
        }
    }
}

module.exports = { seed };
