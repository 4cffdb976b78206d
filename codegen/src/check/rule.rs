//! The ways in which things drift apart.

/// What has drifted from what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// There is no openapi.json.
    DocumentMissing,
    /// openapi.json is not JSON.
    DocumentNotJson,
    /// The contract has an operation that openapi.json lacks.
    DocumentOperationMissing,
    /// openapi.json has an operation that the contract lacks.
    DocumentOperationUnknown,
    /// An operation differs between the contract and openapi.json.
    DocumentOperationAltered,
    /// The contract has a type that openapi.json lacks.
    DocumentComponentMissing,
    /// openapi.json has a type that the contract lacks.
    DocumentComponentUnknown,
    /// A type differs between the contract and openapi.json.
    DocumentComponentAltered,
    /// Something else differs between the contract and openapi.json: its version, a tag.
    DocumentAltered,
    /// openapi.json says the same as the contract in another layout.
    DocumentLayout,
    /// The server doesn't register an operation of the contract.
    ServerOperationMissing,
    /// The server registers an operation that the contract lacks.
    ServerOperationUnknown,
    /// The server registers an operation differently.
    ServerOperationAltered,
    /// Something else differs between the server and the contract.
    ServerAltered,
    /// A generated file is not there.
    GeneratedMissing,
    /// A generated file is not what openapi.json generates.
    GeneratedEdited,
    /// A folder of generated files holds a file that isn't generated.
    GeneratedUnknown,
    /// No SDK can be generated from openapi.json.
    SdkNotGenerated,
    /// The document's version doesn't say enough about what changed since the last release.
    ReleaseVersion,
    /// A document of history isn't what was released.
    ReleaseEdited,
    /// An entry of accepted.toml, or the file, isn't understood.
    AcceptedNotUnderstood,
    /// An entry of accepted.toml names a rule that there isn't.
    AcceptedUnknownRule,
    /// An entry of accepted.toml has expired.
    AcceptedExpired,
    /// An entry of accepted.toml matches nothing.
    AcceptedUnused,
    /// A running Vendure doesn't serve what a query of the catalogue client relies on.
    VendureAltered,
    /// The contract doesn't compile.
    ContractNotCompiled,
    /// The server doesn't compile.
    ServerNotCompiled,
}

impl Rule {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DocumentMissing => "document-missing",
            Self::DocumentNotJson => "document-not-json",
            Self::DocumentOperationMissing => "document-operation-missing",
            Self::DocumentOperationUnknown => "document-operation-unknown",
            Self::DocumentOperationAltered => "document-operation-altered",
            Self::DocumentComponentMissing => "document-component-missing",
            Self::DocumentComponentUnknown => "document-component-unknown",
            Self::DocumentComponentAltered => "document-component-altered",
            Self::DocumentAltered => "document-altered",
            Self::DocumentLayout => "document-layout",
            Self::ServerOperationMissing => "server-operation-missing",
            Self::ServerOperationUnknown => "server-operation-unknown",
            Self::ServerOperationAltered => "server-operation-altered",
            Self::ServerAltered => "server-altered",
            Self::GeneratedMissing => "generated-file-missing",
            Self::GeneratedEdited => "generated-file-edited",
            Self::GeneratedUnknown => "generated-file-unknown",
            Self::SdkNotGenerated => "sdk-not-generated",
            Self::ReleaseVersion => "release-version",
            Self::ReleaseEdited => "release-edited",
            Self::AcceptedNotUnderstood => "accepted-not-understood",
            Self::AcceptedUnknownRule => "accepted-unknown-rule",
            Self::AcceptedExpired => "accepted-expired",
            Self::AcceptedUnused => "accepted-unused",
            Self::VendureAltered => "vendure-altered",
            Self::ContractNotCompiled => "contract-not-compiled",
            Self::ServerNotCompiled => "server-not-compiled",
        }
    }

    /// What the rule is about.
    #[must_use]
    pub fn subject(self) -> Subject {
        match self {
            Self::DocumentMissing
            | Self::DocumentNotJson
            | Self::DocumentOperationMissing
            | Self::DocumentOperationUnknown
            | Self::DocumentOperationAltered
            | Self::DocumentComponentMissing
            | Self::DocumentComponentUnknown
            | Self::DocumentComponentAltered
            | Self::DocumentAltered
            | Self::DocumentLayout => Subject::Document,
            Self::ServerOperationMissing
            | Self::ServerOperationUnknown
            | Self::ServerOperationAltered
            | Self::ServerAltered => Subject::Server,
            Self::GeneratedMissing
            | Self::GeneratedEdited
            | Self::GeneratedUnknown
            | Self::SdkNotGenerated => Subject::Generated,
            Self::ReleaseVersion => Subject::Release,
            Self::ReleaseEdited => Subject::History,
            Self::AcceptedNotUnderstood
            | Self::AcceptedUnknownRule
            | Self::AcceptedExpired
            | Self::AcceptedUnused => Subject::Accepted,
            Self::VendureAltered => Subject::Shop,
            Self::ContractNotCompiled | Self::ServerNotCompiled => Subject::Compiler,
        }
    }
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// openapi.json with the contract.
    Document,
    /// The server with the contract.
    Server,
    /// Generated files with openapi.json.
    Generated,
    /// openapi.json with the last release.
    Release,
    /// The documents of history with what was released.
    History,
    /// accepted.toml with what is found.
    Accepted,
    /// A running Vendure with the catalogue client's queries.
    Shop,
    /// Nothing: something doesn't compile.
    Compiler,
}

impl Subject {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 8] = [
        Self::Document,
        Self::Server,
        Self::Generated,
        Self::Release,
        Self::History,
        Self::Accepted,
        Self::Shop,
        Self::Compiler,
    ];

    /// Its name, as it enters the id of a finding.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Server => "server",
            Self::Generated => "generated",
            Self::Release => "release",
            Self::History => "history",
            Self::Accepted => "accepted",
            Self::Shop => "shop",
            Self::Compiler => "compiler",
        }
    }

    /// What has drifted, as a headline.
    #[must_use]
    pub fn headline(self) -> &'static str {
        match self {
            Self::Document => "openapi.json is not the contract's document",
            Self::Server => "the server does not serve the contract",
            Self::Generated => "generated files are not what openapi.json generates",
            Self::Release => "the version does not say what changed",
            Self::History => "a release was edited, and a release never changes",
            Self::Accepted => "contracts/accepted.toml accepts what is not there",
            Self::Shop => "Vendure does not serve what the catalogue client asks for",
            Self::Compiler => "the contract or the server does not compile",
        }
    }

    /// Whom it breaks.
    #[must_use]
    pub fn breaks(self) -> &'static str {
        match self {
            Self::Document => {
                "SDKs are built from openapi.json: their sites would call what this server does not serve"
            }
            Self::Server => "every SDK: its calls of these operations are refused or misread",
            Self::Generated => {
                "sites that link this SDK, and servers that judge clients by these tables"
            }
            Self::Release => {
                "clients of that release: a fingerprint goes out under a version that is not its own"
            }
            Self::History => {
                "clients of that release: they would be judged by a contract they were not built from"
            }
            Self::Accepted => {
                "whoever relies on this check: an entry that nobody needs would silence a later break"
            }
            Self::Shop => "every shop on this Vendure: pages or orders that use these queries fail",
            Self::Compiler => {
                "this check: drift that only a compiled contract or server shows is not reported here"
            }
        }
    }

    /// How to resolve it.
    #[must_use]
    pub fn resolve(self) -> &'static str {
        match self {
            Self::Document | Self::Generated => "cargo codegen generate",
            Self::Server => {
                "declare it in contracts/src/api.rs and run `cargo codegen generate`, or register in the server what the contract declares"
            }
            Self::Release => {
                "raise `version` in contracts/Cargo.toml (and in Cargo.toml, if the major one moves), then cargo codegen generate"
            }
            Self::History => {
                "take contracts/history back from the commit that released it (git log -- contracts/history), then cargo codegen generate"
            }
            Self::Accepted => "correct contracts/accepted.toml, then cargo codegen check",
            Self::Shop => {
                "examples/vendure/schema.js URL > sdk/business-client/schema/vendure.graphql, correct the queries beside it, then cargo codegen generate"
            }
            Self::Compiler => "correct the errors, then cargo codegen generate",
        }
    }
}
