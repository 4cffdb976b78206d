// What stands for a bookable service is booked, not bought: no order takes it, whoever asks.
'use strict';

const { Product, TransactionalConnection } = require('@vendure/core');

class BookedNotBought {
    init(injector) {
        this.connection = injector.get(TransactionalConnection);
    }

    async willAddItemToOrder(ctx, _order, { productVariant }) {
        const product = await this.connection.getEntityOrThrow(ctx, Product, productVariant.productId);
        if (product.customFields.serviceId) return 'This is by appointment: it is booked, not bought.';
    }
}

module.exports = { BookedNotBought };
