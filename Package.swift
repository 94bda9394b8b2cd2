// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "ratingwatch",
    products: [
        .executable(name: "ratingwatch", targets: ["ratingwatch"]),
        // For the package in `web`.
        .library(name: "Pages", targets: ["Pages"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // Doors to C: one importer each.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // Children and their confinement: what happens between fork and exec.
        .target(name: "CSpawn", linkerSettings: [.linkedLibrary("seccomp")]),
        // Of glibc, what no module map can show.
        .target(name: "CMemory"),
        // PostgreSQL's client library, which is looked for when a record needs it: nothing of it is needed to build.
        .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl")]),
        // Of SQLite, what Swift cannot call.
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),

        // What every target above may lean on.
        .target(name: "Text", swiftSettings: strict),
        .target(name: "System", dependencies: ["CSpawn", "CMemory"], swiftSettings: strict),
        .target(name: "YAML", dependencies: ["Text", "CYAML"], swiftSettings: strict),

        // The vocabulary and the pure rules.
        .target(name: "Inspections", dependencies: ["Text"], swiftSettings: strict),

        // The border to the outside.
        .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "HTTPTransport", dependencies: ["Text", "CCurl"], swiftSettings: strict),
        .target(name: "Markup", dependencies: ["CLibXML2"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),

        // The three things that vary, and the history.
        .target(
            name: "Feeds", dependencies: ["Inspections", "Markup", "Compression", "Text", "YAML"],
            resources: [.embedInCode("Table/Maps"), .embedInCode("Recipes/Data")], swiftSettings: strict),
        .target(
            name: "Reports",
            dependencies: ["Inspections", "Markup", "Digests", "Text", "System", "YAML"],
            resources: [.embedInCode("Frameworks"), .embedInCode("Registry")],
            swiftSettings: strict),
        .target(
            name: "History",
            dependencies: [
                "Inspections", "Digests", "Text", "Postgres", "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Receivers",
            dependencies: [
                "Inspections", "HTTPTransport", "Digests", "Compression", "Text", "System", "YAML",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),

        // The daemon as a library, and its command line.
        .target(
            name: "Configuration",
            dependencies: [
                "Feeds", "Reports", "Receivers", "Inspections", "HTTPTransport", "Markup", "Postgres", "Text", "System",
                "YAML",
            ],
            swiftSettings: strict),
        .target(
            name: "Polling",
            dependencies: [
                "Configuration", "History", "Feeds", "Reports", "Inspections", "HTTPTransport", "Markup", "Digests",
                "Compression", "Text", "System", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Delivery",
            dependencies: [
                "Configuration", "History", "Receivers", "Inspections", "HTTPTransport", "Text", "System",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Queries",
            dependencies: [
                "Configuration", "History", "Feeds", "Reports", "Receivers", "Inspections", "Digests", "Postgres",
                "Text",
                "System", "YAML",
            ],
            swiftSettings: strict),
        // Answers as pages, feeds, tables and pictures.
        .target(
            name: "Pages",
            dependencies: [
                "Queries", "Configuration", "History", "Reports", "Inspections", "Digests", "Text", "System",
            ],
            resources: [.embedInCode("Language"), .embedInCode("Style")], swiftSettings: strict),
        // The daemon as a library: everything wired together, and the commands that change something.
        .target(
            name: "Daemon",
            dependencies: [
                "Configuration", "Polling", "Delivery", "Queries", "Pages", "History", "Reports", "Receivers",
                "Inspections", "HTTPTransport", "Digests", "Text", "System",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ratingwatch",
            dependencies: [
                "Daemon", "Queries", "Polling", "Configuration", "Text", "System",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "FeedBench", dependencies: ["Feeds"], path: "Tests/FeedBench", swiftSettings: strict),
        .executableTarget(
            name: "TableBench", dependencies: ["Feeds"], path: "Tests/TableBench", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: [
                "CSpawn", "Postgres", .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "RecordSupport", dependencies: ["History", "Postgres", "TestSupport"], path: "Tests/RecordSupport",
            swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SystemTests", dependencies: ["System", "TestSupport"], exclude: ["confinement-probe.c"],
            swiftSettings: strict),
        .testTarget(name: "InspectionsTests", dependencies: ["Inspections"], swiftSettings: strict),
        .testTarget(name: "YAMLTests", dependencies: ["YAML"], swiftSettings: strict),
        .testTarget(name: "CompressionTests", dependencies: ["Compression"], swiftSettings: strict),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: strict),
        .testTarget(
            name: "HTTPTransportTests", dependencies: ["HTTPTransport", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
        .testTarget(name: "FeedsTests", dependencies: ["Feeds", "Inspections"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Inspections", "TestSupport"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "History", "Inspections", "Postgres", "RecordSupport", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReceiversTests",
            dependencies: [
                "Receivers", "Inspections", "HTTPTransport", "Digests", "Compression", "Text", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Queries", "Delivery", "Polling", "Configuration", "Feeds", "Markup", "Reports", "History",
                "Text", "System", "YAML", "RecordSupport", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            // What each table looked like when a person last read it.
            exclude: ["Queries/Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Pages", "Configuration", "History", "Feeds", "Reports", "Markup", "Inspections", "Text",
                "RecordSupport", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(name: "HouseTests", swiftSettings: strict),
        .testTarget(
            name: "AcceptanceTests", dependencies: ["ratingwatch", "Postgres", "TestSupport"], exclude: ["poison.c"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets need a build of their own, with coverage in every module: `make fuzz`.
if Context.environment["RATINGWATCH_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .target(
            name: "Fuzzing", dependencies: ["CFuzzer", "Inspections", "Reports", "Feeds", "Compression"],
            path: "Tests/Fuzz/Fuzzing",
            swiftSettings: strict),
    ]
    let fuzzed: [(name: String, reads: [Target.Dependency])] = [
        ("ReportTextFuzz", []), ("HTMLFuzz", ["Markup"]), ("FeedFuzz", ["Feeds", "Inspections"]),
        ("CqcFuzz", ["Feeds", "Inspections"]), ("JSONFuzz", ["Feeds", "Inspections", "Markup"]),
        ("DateFuzz", ["Feeds", "Inspections", "Reports"]),
        ("TableFuzz", ["Feeds", "Inspections"]), ("SpreadsheetFuzz", ["Feeds", "Inspections"]),
        ("MailFuzz", ["Receivers", "Inspections", "Text"]),
        ("PageFuzz", ["Pages", "Feeds", "Inspections", "Markup", "Text"]),
        ("ConfigurationFuzz", ["Inspections", "Receivers", "Reports", "Configuration", "YAML"]),
    ]
    package.targets += fuzzed.map { name, reads in
        .executableTarget(
            name: name, dependencies: ["Fuzzing"] + reads, path: "Tests/Fuzz/\(name)",
            exclude: ["Seeds", "words.dict"], swiftSettings: strict)
    }
}
