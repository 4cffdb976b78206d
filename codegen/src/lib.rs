//! Keeps the contract, the document, the SDK and the server the same
