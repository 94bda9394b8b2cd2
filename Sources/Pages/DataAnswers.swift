import Configuration
import Foundation
import History
import Inspections
import Queries

/// What programs ask for: JSON under `api/v1`, and a provider's own files.
enum DataAnswers {
    static func providers(_ providers: [Provider], page: Int, last: Int, total: Int) -> JSONValue {
        .object([
            .init("page", .int(page)), .init("pages", .int(last)), .init("total", .int(total)),
            .init(
                "providers",
                .array(
                    providers.map { provider in
                        .object([
                            .init("id", .string(provider.id.text)), .init("name", .string(provider.name)),
                            .init("kind", .string(provider.kind)), .init("region", .string(orNull: provider.region)),
                            .init("history", .string(SiteAddress.providerFile(provider.id, .history).path)),
                        ])
                    })),
        ])
    }

    static func coverage(_ feeds: [FeedsReport.Line]) -> JSONValue {
        .object([
            .init(
                "sources",
                .array(
                    feeds.map { line in
                        .object([
                            .init("name", .string(line.feed.name)),
                            .init("condition", .string(line.condition.rawValue)),
                            .init("publications", .int(line.known)), .init("pending", .int(line.pending)),
                            .init("last_success", .string(orNull: line.state?.lastSuccess?.iso8601)),
                        ])
                    }))
        ])
    }

    static func tallies(_ tallies: [GradeTally]) -> JSONValue {
        .object([
            .init(
                "tallies",
                .array(
                    tallies.map { tally in
                        .object([
                            .init("region", .string(orNull: tally.region)),
                            .init("framework", .string(tally.framework)), .init("area", .string(tally.area)),
                            .init("grade", .string(tally.grade)), .init("providers", .int(tally.providers)),
                        ])
                    }))
        ])
    }

    /// What is there, as OpenAPI 3.1 describes it.
    static func description(_ settings: SiteSettings) -> JSONValue {
        func path(_ summary: String, _ type: String, parameters: [String] = []) -> JSONValue {
            .object([
                .init(
                    "get",
                    .object([
                        .init("summary", .string(summary)),
                        .init(
                            "parameters",
                            .array(
                                parameters.map { name in
                                    let isInPath = name.hasPrefix("{")
                                    return .object([
                                        .init("name", .string(isInPath ? String(name.dropFirst().dropLast()) : name)),
                                        .init("in", .string(isInPath ? "path" : "query")),
                                        .init("required", .bool(isInPath)),
                                        .init("schema", .object([.init("type", .string("string"))])),
                                    ])
                                })),
                        .init(
                            "responses",
                            .object([
                                .init(
                                    "200",
                                    .object([
                                        .init("description", .string(summary)),
                                        .init("content", .object([.init(type, .object([]))])),
                                    ])),
                                .init("404", .object([.init("description", .string("Nothing is known under it."))])),
                            ])),
                    ]))
            ])
        }
        let filters = ["region", "direction", "kind", "provider", "since", "before"]
        return .object([
            .init("openapi", .string("3.1.0")),
            .init(
                "info",
                .object([
                    .init("title", .string(settings.title)), .init("version", .string("1")),
                    .init(
                        "description",
                        .string(
                            "Everything is read only. Parts of paths are written with letters, digits and .-_: as they are, a space as +, and other bytes as ~ and two hex digits."
                        )),
                ])),
            .init("servers", .array([.object([.init("url", .string(settings.base ?? "../../"))])])),
            .init(
                "paths",
                .object([
                    .init(
                        "/alerts.json", path("Alerts as JSON Feed 1.1", "application/feed+json", parameters: filters)),
                    .init("/alerts.atom", path("Alerts as Atom", "application/atom+xml", parameters: filters)),
                    .init("/alerts.csv", path("Alerts, one row a judgement", "text/csv", parameters: filters)),
                    .init("/alerts.ics", path("Alerts as a calendar", "text/calendar", parameters: filters)),
                    .init(
                        "/alert/{id}.json",
                        path(
                            "One alert as receivers were given it", "application/cloudevents+json", parameters: ["{id}"]
                        )),
                    .init(
                        "/provider/{id}/history.json",
                        path("A provider's inspections, oldest first", "application/json", parameters: ["{id}"])),
                    .init(
                        "/provider/{id}/judgements.csv",
                        path("The same, one row a judgement", "text/csv", parameters: ["{id}"])),
                    .init(
                        "/api/v1/providers/{page}.json",
                        path("Who is known, a hundred a page, by name", "application/json", parameters: ["{page}"])),
                    .init("/api/v1/coverage.json", path("Which sources are watched", "application/json")),
                    .init("/api/v1/tallies.json", path("How many providers have each grade", "application/json")),
                ])),
        ])
    }
}
