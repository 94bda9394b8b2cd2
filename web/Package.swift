// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that building the daemon neither resolves nor links what a server needs.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "ratingwatch-web",
    products: [.executable(name: "ratingwatch-web", targets: ["ratingwatch-web"])],
    dependencies: [
        .package(name: "ratingwatch", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "ratingwatch-web",
            dependencies: [
                .product(name: "Pages", package: "ratingwatch"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict)
    ],
    swiftLanguageModes: [.v6]
)
