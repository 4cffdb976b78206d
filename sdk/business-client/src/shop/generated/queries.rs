// @generated from sdk/business-client/schema by `cargo codegen generate`; edits are refused by `cargo codegen check`.
pub struct AddItem;
pub mod add_item {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "AddItem";
    pub const QUERY: &str = "mutation AddItem($variant: ID!, $quantity: Int!) {\n  outcome: addItemToOrder(productVariantId: $variant, quantity: $quantity) {\n    __typename\n    ... on InsufficientStockError {\n      message\n      quantityAvailable\n    }\n    ... on OrderModificationError {\n      message\n    }\n    ... on OrderLimitError {\n      message\n    }\n    ... on NegativeQuantityError {\n      message\n    }\n    ... on OrderInterceptorError {\n      message\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub variant: ID,
        pub quantity: Int,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub outcome: AddItemOutcome,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum AddItemOutcome {
        Order,
        OrderModificationError(AddItemOutcomeOnOrderModificationError),
        OrderLimitError(AddItemOutcomeOnOrderLimitError),
        NegativeQuantityError(AddItemOutcomeOnNegativeQuantityError),
        InsufficientStockError(AddItemOutcomeOnInsufficientStockError),
        OrderInterceptorError(AddItemOutcomeOnOrderInterceptorError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AddItemOutcomeOnOrderModificationError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AddItemOutcomeOnOrderLimitError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AddItemOutcomeOnNegativeQuantityError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AddItemOutcomeOnInsufficientStockError {
        pub message: String,
        #[serde(rename = "quantityAvailable")]
        pub quantity_available: Int,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AddItemOutcomeOnOrderInterceptorError {
        pub message: String,
    }
}
impl graphql_client::GraphQLQuery for AddItem {
    type Variables = add_item::Variables;
    type ResponseData = add_item::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: add_item::QUERY,
            operation_name: add_item::OPERATION_NAME,
        }
    }
}
pub struct AdjustLine;
pub mod adjust_line {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "AdjustLine";
    pub const QUERY: &str = "mutation AdjustLine($line: ID!, $quantity: Int!) {\n  outcome: adjustOrderLine(orderLineId: $line, quantity: $quantity) {\n    __typename\n    ... on InsufficientStockError {\n      message\n      quantityAvailable\n    }\n    ... on OrderModificationError {\n      message\n    }\n    ... on OrderLimitError {\n      message\n    }\n    ... on NegativeQuantityError {\n      message\n    }\n    ... on OrderInterceptorError {\n      message\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub line: ID,
        pub quantity: Int,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub outcome: AdjustLineOutcome,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum AdjustLineOutcome {
        Order,
        OrderModificationError(AdjustLineOutcomeOnOrderModificationError),
        OrderLimitError(AdjustLineOutcomeOnOrderLimitError),
        NegativeQuantityError(AdjustLineOutcomeOnNegativeQuantityError),
        InsufficientStockError(AdjustLineOutcomeOnInsufficientStockError),
        OrderInterceptorError(AdjustLineOutcomeOnOrderInterceptorError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AdjustLineOutcomeOnOrderModificationError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AdjustLineOutcomeOnOrderLimitError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AdjustLineOutcomeOnNegativeQuantityError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AdjustLineOutcomeOnInsufficientStockError {
        pub message: String,
        #[serde(rename = "quantityAvailable")]
        pub quantity_available: Int,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct AdjustLineOutcomeOnOrderInterceptorError {
        pub message: String,
    }
}
impl graphql_client::GraphQLQuery for AdjustLine {
    type Variables = adjust_line::Variables;
    type ResponseData = adjust_line::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: adjust_line::QUERY,
            operation_name: adjust_line::OPERATION_NAME,
        }
    }
}
pub struct Browse;
pub mod browse {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "Browse";
    pub const QUERY: &str = "query Browse($input: SearchInput!) {\n  activeChannel {\n    currencyCode\n    pricesIncludeTax\n  }\n  search(input: $input) {\n    totalItems\n    items {\n      productId\n      slug\n      productName\n      inStock\n      productAsset {\n        preview\n      }\n      price {\n        __typename\n        ... on PriceRange {\n          min\n          max\n        }\n        ... on SinglePrice {\n          value\n        }\n      }\n      priceWithTax {\n        __typename\n        ... on PriceRange {\n          min\n          max\n        }\n        ... on SinglePrice {\n          value\n        }\n      }\n    }\n    facetValues {\n      count\n      facetValue {\n        id\n        name\n        facet {\n          id\n          name\n        }\n      }\n    }\n  }\n  bookable: products(options: { take: 100, filter: { serviceId: { isNull: false } } }) {\n    totalItems\n    items {\n      id\n      customFields {\n        serviceId\n      }\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    type CurrencyCode = crate::shop::scalars::CurrencyCode;
    type Money = crate::shop::scalars::Money;
    #[derive(Clone, Debug, PartialEq)]
    pub enum SortOrder {
        ASC,
        DESC,
        Other(String),
    }
    impl ::serde::Serialize for SortOrder {
        fn serialize<S: ::serde::Serializer>(&self, ser: S) -> Result<S::Ok, S::Error> {
            ser.serialize_str(
                match *self {
                    SortOrder::ASC => "ASC",
                    SortOrder::DESC => "DESC",
                    SortOrder::Other(ref s) => &s,
                },
            )
        }
    }
    impl<'de> ::serde::Deserialize<'de> for SortOrder {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            let s: String = ::serde::Deserialize::deserialize(deserializer)?;
            match s.as_str() {
                "ASC" => Ok(SortOrder::ASC),
                "DESC" => Ok(SortOrder::DESC),
                _ => Ok(SortOrder::Other(s)),
            }
        }
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct FacetValueFilterInput {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub and: Option<ID>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub or: Option<Vec<ID>>,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct SearchInput {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "facetValueFilters")]
        pub facet_value_filters: Option<Vec<FacetValueFilterInput>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "collectionId")]
        pub collection_id: Option<ID>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "collectionIds")]
        pub collection_ids: Option<Vec<ID>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "collectionSlug")]
        pub collection_slug: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "collectionSlugs")]
        pub collection_slugs: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "groupByProduct")]
        pub group_by_product: Option<Boolean>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub take: Option<Int>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub skip: Option<Int>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sort: Option<SearchResultSortParameter>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "inStock")]
        pub in_stock: Option<Boolean>,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct SearchResultSortParameter {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<SortOrder>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub price: Option<SortOrder>,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub input: SearchInput,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        #[serde(rename = "activeChannel")]
        pub active_channel: BrowseActiveChannel,
        pub search: BrowseSearch,
        pub bookable: BrowseBookable,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseActiveChannel {
        #[serde(rename = "currencyCode")]
        pub currency_code: CurrencyCode,
        #[serde(rename = "pricesIncludeTax")]
        pub prices_include_tax: Boolean,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearch {
        #[serde(rename = "totalItems")]
        pub total_items: Int,
        pub items: Vec<BrowseSearchItems>,
        #[serde(rename = "facetValues")]
        pub facet_values: Vec<BrowseSearchFacetValues>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItems {
        #[serde(rename = "productId")]
        pub product_id: ID,
        pub slug: String,
        #[serde(rename = "productName")]
        pub product_name: String,
        #[serde(rename = "inStock")]
        pub in_stock: Boolean,
        #[serde(rename = "productAsset")]
        pub product_asset: Option<BrowseSearchItemsProductAsset>,
        pub price: BrowseSearchItemsPrice,
        #[serde(rename = "priceWithTax")]
        pub price_with_tax: BrowseSearchItemsPriceWithTax,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItemsProductAsset {
        pub preview: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum BrowseSearchItemsPrice {
        PriceRange(BrowseSearchItemsPriceOnPriceRange),
        SinglePrice(BrowseSearchItemsPriceOnSinglePrice),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItemsPriceOnPriceRange {
        pub min: Money,
        pub max: Money,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItemsPriceOnSinglePrice {
        pub value: Money,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum BrowseSearchItemsPriceWithTax {
        PriceRange(BrowseSearchItemsPriceWithTaxOnPriceRange),
        SinglePrice(BrowseSearchItemsPriceWithTaxOnSinglePrice),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItemsPriceWithTaxOnPriceRange {
        pub min: Money,
        pub max: Money,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchItemsPriceWithTaxOnSinglePrice {
        pub value: Money,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchFacetValues {
        pub count: Int,
        #[serde(rename = "facetValue")]
        pub facet_value: BrowseSearchFacetValuesFacetValue,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchFacetValuesFacetValue {
        pub id: ID,
        pub name: String,
        pub facet: BrowseSearchFacetValuesFacetValueFacet,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseSearchFacetValuesFacetValueFacet {
        pub id: ID,
        pub name: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseBookable {
        #[serde(rename = "totalItems")]
        pub total_items: Int,
        pub items: Vec<BrowseBookableItems>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseBookableItems {
        pub id: ID,
        #[serde(rename = "customFields")]
        pub custom_fields: Option<BrowseBookableItemsCustomFields>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct BrowseBookableItemsCustomFields {
        #[serde(rename = "serviceId")]
        pub service_id: Option<String>,
    }
}
impl graphql_client::GraphQLQuery for Browse {
    type Variables = browse::Variables;
    type ResponseData = browse::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: browse::QUERY,
            operation_name: browse::OPERATION_NAME,
        }
    }
}
pub struct Deliver;
pub mod deliver {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "Deliver";
    pub const QUERY: &str = "mutation Deliver(\n  $reopens: Boolean!\n  $filling: String!\n  $customer: CreateCustomerInput!\n  $address: CreateAddressInput!\n  $method: [ID!]!\n) {\n  reopened: transitionOrderToState(state: $filling) @include(if: $reopens) {\n    __typename\n    ... on OrderStateTransitionError {\n      message\n      transitionError\n    }\n  }\n  named: setCustomerForOrder(input: $customer) {\n    __typename\n    ... on AlreadyLoggedInError {\n      message\n    }\n    ... on EmailAddressConflictError {\n      message\n    }\n    ... on NoActiveOrderError {\n      message\n    }\n    ... on GuestCheckoutError {\n      message\n    }\n  }\n  addressed: setOrderShippingAddress(input: $address) {\n    __typename\n    ... on NoActiveOrderError {\n      message\n    }\n  }\n  outcome: setOrderShippingMethod(shippingMethodId: $method) {\n    __typename\n    ... on OrderModificationError {\n      message\n    }\n    ... on IneligibleShippingMethodError {\n      message\n    }\n    ... on NoActiveOrderError {\n      message\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct CreateAddressInput {
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "fullName")]
        pub full_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub company: Option<String>,
        #[serde(rename = "streetLine1")]
        pub street_line1: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "streetLine2")]
        pub street_line2: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub city: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub province: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "postalCode")]
        pub postal_code: Option<String>,
        #[serde(rename = "countryCode")]
        pub country_code: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "phoneNumber")]
        pub phone_number: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "defaultShippingAddress")]
        pub default_shipping_address: Option<Boolean>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "defaultBillingAddress")]
        pub default_billing_address: Option<Boolean>,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct CreateCustomerInput {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
        #[serde(rename = "firstName")]
        pub first_name: String,
        #[serde(rename = "lastName")]
        pub last_name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[serde(rename = "phoneNumber")]
        pub phone_number: Option<String>,
        #[serde(rename = "emailAddress")]
        pub email_address: String,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub reopens: Boolean,
        pub filling: String,
        pub customer: CreateCustomerInput,
        pub address: CreateAddressInput,
        pub method: Vec<ID>,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub reopened: Option<DeliverReopened>,
        pub named: DeliverNamed,
        pub addressed: DeliverAddressed,
        pub outcome: DeliverOutcome,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum DeliverReopened {
        Order,
        OrderStateTransitionError(DeliverReopenedOnOrderStateTransitionError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverReopenedOnOrderStateTransitionError {
        pub message: String,
        #[serde(rename = "transitionError")]
        pub transition_error: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum DeliverNamed {
        Order,
        AlreadyLoggedInError(DeliverNamedOnAlreadyLoggedInError),
        EmailAddressConflictError(DeliverNamedOnEmailAddressConflictError),
        NoActiveOrderError(DeliverNamedOnNoActiveOrderError),
        GuestCheckoutError(DeliverNamedOnGuestCheckoutError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverNamedOnAlreadyLoggedInError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverNamedOnEmailAddressConflictError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverNamedOnNoActiveOrderError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverNamedOnGuestCheckoutError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum DeliverAddressed {
        Order,
        NoActiveOrderError(DeliverAddressedOnNoActiveOrderError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverAddressedOnNoActiveOrderError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum DeliverOutcome {
        Order,
        OrderModificationError(DeliverOutcomeOnOrderModificationError),
        IneligibleShippingMethodError(DeliverOutcomeOnIneligibleShippingMethodError),
        NoActiveOrderError(DeliverOutcomeOnNoActiveOrderError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverOutcomeOnOrderModificationError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverOutcomeOnIneligibleShippingMethodError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct DeliverOutcomeOnNoActiveOrderError {
        pub message: String,
    }
}
impl graphql_client::GraphQLQuery for Deliver {
    type Variables = deliver::Variables;
    type ResponseData = deliver::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: deliver::QUERY,
            operation_name: deliver::OPERATION_NAME,
        }
    }
}
pub struct MoveTo;
pub mod move_to {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "MoveTo";
    pub const QUERY: &str = "mutation MoveTo($state: String!) {\n  outcome: transitionOrderToState(state: $state) {\n    __typename\n    ... on OrderStateTransitionError {\n      message\n      transitionError\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub state: String,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub outcome: Option<MoveToOutcome>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum MoveToOutcome {
        Order,
        OrderStateTransitionError(MoveToOutcomeOnOrderStateTransitionError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct MoveToOutcomeOnOrderStateTransitionError {
        pub message: String,
        #[serde(rename = "transitionError")]
        pub transition_error: String,
    }
}
impl graphql_client::GraphQLQuery for MoveTo {
    type Variables = move_to::Variables;
    type ResponseData = move_to::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: move_to::QUERY,
            operation_name: move_to::OPERATION_NAME,
        }
    }
}
pub struct Pay;
pub mod pay {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "Pay";
    pub const QUERY: &str = "mutation Pay($begins: Boolean!, $paying: String!, $input: PaymentInput!) {\n  begun: transitionOrderToState(state: $paying) @include(if: $begins) {\n    __typename\n    ... on OrderStateTransitionError {\n      message\n      transitionError\n    }\n  }\n  outcome: addPaymentToOrder(input: $input) {\n    __typename\n    ... on OrderPaymentStateError {\n      message\n    }\n    ... on IneligiblePaymentMethodError {\n      message\n    }\n    ... on PaymentFailedError {\n      message\n    }\n    ... on PaymentDeclinedError {\n      message\n    }\n    ... on OrderStateTransitionError {\n      message\n      transitionError\n    }\n    ... on NoActiveOrderError {\n      message\n    }\n    ... on CouponRemovedDuringCheckoutError {\n      message\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    type JSON = crate::shop::scalars::JSON;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct PaymentInput {
        pub method: String,
        pub metadata: JSON,
    }
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub begins: Boolean,
        pub paying: String,
        pub input: PaymentInput,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub begun: Option<PayBegun>,
        pub outcome: PayOutcome,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum PayBegun {
        Order,
        OrderStateTransitionError(PayBegunOnOrderStateTransitionError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayBegunOnOrderStateTransitionError {
        pub message: String,
        #[serde(rename = "transitionError")]
        pub transition_error: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum PayOutcome {
        Order,
        OrderPaymentStateError(PayOutcomeOnOrderPaymentStateError),
        IneligiblePaymentMethodError(PayOutcomeOnIneligiblePaymentMethodError),
        PaymentFailedError(PayOutcomeOnPaymentFailedError),
        PaymentDeclinedError(PayOutcomeOnPaymentDeclinedError),
        OrderStateTransitionError(PayOutcomeOnOrderStateTransitionError),
        NoActiveOrderError(PayOutcomeOnNoActiveOrderError),
        CouponRemovedDuringCheckoutError(PayOutcomeOnCouponRemovedDuringCheckoutError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnOrderPaymentStateError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnIneligiblePaymentMethodError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnPaymentFailedError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnPaymentDeclinedError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnOrderStateTransitionError {
        pub message: String,
        #[serde(rename = "transitionError")]
        pub transition_error: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnNoActiveOrderError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct PayOutcomeOnCouponRemovedDuringCheckoutError {
        pub message: String,
    }
}
impl graphql_client::GraphQLQuery for Pay {
    type Variables = pay::Variables;
    type ResponseData = pay::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: pay::QUERY,
            operation_name: pay::OPERATION_NAME,
        }
    }
}
pub struct RemoveLine;
pub mod remove_line {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "RemoveLine";
    pub const QUERY: &str = "mutation RemoveLine($line: ID!) {\n  outcome: removeOrderLine(orderLineId: $line) {\n    __typename\n    ... on OrderModificationError {\n      message\n    }\n    ... on OrderInterceptorError {\n      message\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub line: ID,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub outcome: RemoveLineOutcome,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum RemoveLineOutcome {
        Order,
        OrderModificationError(RemoveLineOutcomeOnOrderModificationError),
        OrderInterceptorError(RemoveLineOutcomeOnOrderInterceptorError),
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct RemoveLineOutcomeOnOrderModificationError {
        pub message: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct RemoveLineOutcomeOnOrderInterceptorError {
        pub message: String,
    }
}
impl graphql_client::GraphQLQuery for RemoveLine {
    type Variables = remove_line::Variables;
    type ResponseData = remove_line::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: remove_line::QUERY,
            operation_name: remove_line::OPERATION_NAME,
        }
    }
}
pub struct TellApart;
pub mod tell_apart {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "TellApart";
    pub const QUERY: &str = "query TellApart($ids: [String!]!) {\n  products(options: { take: 100, filter: { id: { in: $ids } } }) {\n    items {\n      id\n      customFields {\n        serviceId\n      }\n      variants {\n        stockLevel\n      }\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub ids: Vec<String>,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        pub products: TellApartProducts,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct TellApartProducts {
        pub items: Vec<TellApartProductsItems>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct TellApartProductsItems {
        pub id: ID,
        #[serde(rename = "customFields")]
        pub custom_fields: Option<TellApartProductsItemsCustomFields>,
        pub variants: Vec<TellApartProductsItemsVariants>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct TellApartProductsItemsCustomFields {
        #[serde(rename = "serviceId")]
        pub service_id: Option<String>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct TellApartProductsItemsVariants {
        #[serde(rename = "stockLevel")]
        pub stock_level: String,
    }
}
impl graphql_client::GraphQLQuery for TellApart {
    type Variables = tell_apart::Variables;
    type ResponseData = tell_apart::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: tell_apart::QUERY,
            operation_name: tell_apart::OPERATION_NAME,
        }
    }
}
pub struct ViewCheckout;
pub mod view_checkout {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "ViewCheckout";
    pub const QUERY: &str = "query ViewCheckout {\n  activeChannel {\n    defaultShippingZone {\n      members {\n        __typename\n        code\n        name\n      }\n    }\n  }\n  availableCountries {\n    code\n    name\n  }\n  eligibleShippingMethods {\n    id\n    name\n    description\n    price\n    priceWithTax\n  }\n  eligiblePaymentMethods {\n    code\n    name\n    description\n    isEligible\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    type Money = crate::shop::scalars::Money;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables;
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        #[serde(rename = "activeChannel")]
        pub active_channel: ViewCheckoutActiveChannel,
        #[serde(rename = "availableCountries")]
        pub available_countries: Vec<ViewCheckoutAvailableCountries>,
        #[serde(rename = "eligibleShippingMethods")]
        pub eligible_shipping_methods: Vec<ViewCheckoutEligibleShippingMethods>,
        #[serde(rename = "eligiblePaymentMethods")]
        pub eligible_payment_methods: Vec<ViewCheckoutEligiblePaymentMethods>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutActiveChannel {
        #[serde(rename = "defaultShippingZone")]
        pub default_shipping_zone: Option<ViewCheckoutActiveChannelDefaultShippingZone>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutActiveChannelDefaultShippingZone {
        pub members: Vec<ViewCheckoutActiveChannelDefaultShippingZoneMembers>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutActiveChannelDefaultShippingZoneMembers {
        pub code: String,
        pub name: String,
        #[serde(flatten)]
        pub on: ViewCheckoutActiveChannelDefaultShippingZoneMembersOn,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(tag = "__typename")]
    pub enum ViewCheckoutActiveChannelDefaultShippingZoneMembersOn {
        #[serde(other)]
        Unknown,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutAvailableCountries {
        pub code: String,
        pub name: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutEligibleShippingMethods {
        pub id: ID,
        pub name: String,
        pub description: String,
        pub price: Money,
        #[serde(rename = "priceWithTax")]
        pub price_with_tax: Money,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewCheckoutEligiblePaymentMethods {
        pub code: String,
        pub name: String,
        pub description: String,
        #[serde(rename = "isEligible")]
        pub is_eligible: Boolean,
    }
}
impl graphql_client::GraphQLQuery for ViewCheckout {
    type Variables = view_checkout::Variables;
    type ResponseData = view_checkout::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: view_checkout::QUERY,
            operation_name: view_checkout::OPERATION_NAME,
        }
    }
}
pub struct ViewOrder;
pub mod view_order {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "ViewOrder";
    pub const QUERY: &str = "query ViewOrder($placed: Boolean!, $code: String!) {\n  activeChannel {\n    pricesIncludeTax\n  }\n  activeOrder @skip(if: $placed) {\n    ...OrderFields\n  }\n  orderByCode(code: $code) @include(if: $placed) {\n    ...OrderFields\n  }\n}\n\nfragment OrderFields on Order {\n  code\n  state\n  active\n  totalQuantity\n  currencyCode\n  subTotal\n  subTotalWithTax\n  shipping\n  shippingWithTax\n  total\n  totalWithTax\n  lines {\n    id\n    quantity\n    unitPrice\n    unitPriceWithTax\n    linePrice\n    linePriceWithTax\n    featuredAsset {\n      preview\n    }\n    productVariant {\n      id\n      name\n      product {\n        slug\n      }\n    }\n  }\n  customer {\n    firstName\n    lastName\n    emailAddress\n  }\n  shippingAddress {\n    fullName\n    streetLine1\n    streetLine2\n    city\n    postalCode\n    country\n  }\n  shippingLines {\n    shippingMethod {\n      name\n    }\n  }\n  payments {\n    state\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    type CurrencyCode = crate::shop::scalars::CurrencyCode;
    type Money = crate::shop::scalars::Money;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub placed: Boolean,
        pub code: String,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFields {
        pub code: String,
        pub state: String,
        pub active: Boolean,
        #[serde(rename = "totalQuantity")]
        pub total_quantity: Int,
        #[serde(rename = "currencyCode")]
        pub currency_code: CurrencyCode,
        #[serde(rename = "subTotal")]
        pub sub_total: Money,
        #[serde(rename = "subTotalWithTax")]
        pub sub_total_with_tax: Money,
        pub shipping: Money,
        #[serde(rename = "shippingWithTax")]
        pub shipping_with_tax: Money,
        pub total: Money,
        #[serde(rename = "totalWithTax")]
        pub total_with_tax: Money,
        pub lines: Vec<OrderFieldsLines>,
        pub customer: Option<OrderFieldsCustomer>,
        #[serde(rename = "shippingAddress")]
        pub shipping_address: Option<OrderFieldsShippingAddress>,
        #[serde(rename = "shippingLines")]
        pub shipping_lines: Vec<OrderFieldsShippingLines>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub payments: Option<Vec<OrderFieldsPayments>>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsLines {
        pub id: ID,
        pub quantity: Int,
        #[serde(rename = "unitPrice")]
        pub unit_price: Money,
        #[serde(rename = "unitPriceWithTax")]
        pub unit_price_with_tax: Money,
        #[serde(rename = "linePrice")]
        pub line_price: Money,
        #[serde(rename = "linePriceWithTax")]
        pub line_price_with_tax: Money,
        #[serde(rename = "featuredAsset")]
        pub featured_asset: Option<OrderFieldsLinesFeaturedAsset>,
        #[serde(rename = "productVariant")]
        pub product_variant: OrderFieldsLinesProductVariant,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsLinesFeaturedAsset {
        pub preview: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsLinesProductVariant {
        pub id: ID,
        pub name: String,
        pub product: OrderFieldsLinesProductVariantProduct,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsLinesProductVariantProduct {
        pub slug: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsCustomer {
        #[serde(rename = "firstName")]
        pub first_name: String,
        #[serde(rename = "lastName")]
        pub last_name: String,
        #[serde(rename = "emailAddress")]
        pub email_address: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsShippingAddress {
        #[serde(rename = "fullName")]
        pub full_name: Option<String>,
        #[serde(rename = "streetLine1")]
        pub street_line1: Option<String>,
        #[serde(rename = "streetLine2")]
        pub street_line2: Option<String>,
        pub city: Option<String>,
        #[serde(rename = "postalCode")]
        pub postal_code: Option<String>,
        pub country: Option<String>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsShippingLines {
        #[serde(rename = "shippingMethod")]
        pub shipping_method: OrderFieldsShippingLinesShippingMethod,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsShippingLinesShippingMethod {
        pub name: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct OrderFieldsPayments {
        pub state: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        #[serde(rename = "activeChannel")]
        pub active_channel: ViewOrderActiveChannel,
        #[serde(rename = "activeOrder")]
        pub active_order: Option<ViewOrderActiveOrder>,
        #[serde(rename = "orderByCode")]
        pub order_by_code: Option<ViewOrderOrderByCode>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewOrderActiveChannel {
        #[serde(rename = "pricesIncludeTax")]
        pub prices_include_tax: Boolean,
    }
    pub type ViewOrderActiveOrder = OrderFields;
    pub type ViewOrderOrderByCode = OrderFields;
}
impl graphql_client::GraphQLQuery for ViewOrder {
    type Variables = view_order::Variables;
    type ResponseData = view_order::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: view_order::QUERY,
            operation_name: view_order::OPERATION_NAME,
        }
    }
}
pub struct ViewProduct;
pub mod view_product {
    #![allow(dead_code)]
    use std::result::Result;
    pub const OPERATION_NAME: &str = "ViewProduct";
    pub const QUERY: &str = "query ViewProduct($slug: String!) {\n  activeChannel {\n    currencyCode\n    pricesIncludeTax\n  }\n  product(slug: $slug) {\n    id\n    slug\n    name\n    description\n    featuredAsset {\n      preview\n    }\n    facetValues {\n      name\n      facet {\n        name\n      }\n    }\n    customFields {\n      serviceId\n    }\n    variants {\n      id\n      name\n      sku\n      price\n      priceWithTax\n      stockLevel\n      featuredAsset {\n        preview\n      }\n      options {\n        name\n        group {\n          name\n        }\n      }\n    }\n  }\n}\n";
    use ::serde::{Serialize, Deserialize};
    use super::*;
    #[allow(dead_code)]
    type Boolean = bool;
    #[allow(dead_code)]
    type Float = f64;
    #[allow(dead_code)]
    type Int = i64;
    #[allow(dead_code)]
    type ID = String;
    type CurrencyCode = crate::shop::scalars::CurrencyCode;
    type Money = crate::shop::scalars::Money;
    #[derive(Serialize, Clone, Debug)]
    #[serde(crate = ":: serde")]
    pub struct Variables {
        pub slug: String,
    }
    impl Variables {}
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ResponseData {
        #[serde(rename = "activeChannel")]
        pub active_channel: ViewProductActiveChannel,
        pub product: Option<ViewProductProduct>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductActiveChannel {
        #[serde(rename = "currencyCode")]
        pub currency_code: CurrencyCode,
        #[serde(rename = "pricesIncludeTax")]
        pub prices_include_tax: Boolean,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProduct {
        pub id: ID,
        pub slug: String,
        pub name: String,
        pub description: String,
        #[serde(rename = "featuredAsset")]
        pub featured_asset: Option<ViewProductProductFeaturedAsset>,
        #[serde(rename = "facetValues")]
        pub facet_values: Vec<ViewProductProductFacetValues>,
        #[serde(rename = "customFields")]
        pub custom_fields: Option<ViewProductProductCustomFields>,
        pub variants: Vec<ViewProductProductVariants>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductFeaturedAsset {
        pub preview: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductFacetValues {
        pub name: String,
        pub facet: ViewProductProductFacetValuesFacet,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductFacetValuesFacet {
        pub name: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductCustomFields {
        #[serde(rename = "serviceId")]
        pub service_id: Option<String>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductVariants {
        pub id: ID,
        pub name: String,
        pub sku: String,
        pub price: Money,
        #[serde(rename = "priceWithTax")]
        pub price_with_tax: Money,
        #[serde(rename = "stockLevel")]
        pub stock_level: String,
        #[serde(rename = "featuredAsset")]
        pub featured_asset: Option<ViewProductProductVariantsFeaturedAsset>,
        pub options: Vec<ViewProductProductVariantsOptions>,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductVariantsFeaturedAsset {
        pub preview: String,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductVariantsOptions {
        pub name: String,
        pub group: ViewProductProductVariantsOptionsGroup,
    }
    #[derive(Deserialize, Clone, Debug, PartialEq)]
    #[serde(crate = ":: serde")]
    pub struct ViewProductProductVariantsOptionsGroup {
        pub name: String,
    }
}
impl graphql_client::GraphQLQuery for ViewProduct {
    type Variables = view_product::Variables;
    type ResponseData = view_product::ResponseData;
    fn build_query(
        variables: Self::Variables,
    ) -> graphql_client::QueryBody<Self::Variables> {
        graphql_client::QueryBody {
            variables,
            query: view_product::QUERY,
            operation_name: view_product::OPERATION_NAME,
        }
    }
}
