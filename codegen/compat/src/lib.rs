//! Decides whether two OpenAPI documents are compatible, and proves each break with a witness
