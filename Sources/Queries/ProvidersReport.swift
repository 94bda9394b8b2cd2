package import Configuration
import Foundation
import History
import Inspections
package import Text

/// Forms in which `providers` prints.
package enum ProvidersFormat: String, Sendable, CaseIterable {
    case table, csv, jsonl
}

/// A provider that the record knows, with all that it has been called and numbered.
struct KnownProvider: Sendable {
    let provider: Provider
    /// Who numbers it -> its number.
    let codes: [String: String]
    /// Other names that it has, or has had.
    let formerly: [String]
    let ended: CalendarDate?
    /// Those that go on for it.
    let successors: [ProviderID]
    /// When a feed that has stated something of it was last read without a fault; `nil` where none was.
    let checked: Date?

    /// True where a name, a number or an earlier name holds the text, whatever its letters' case.
    func matches(_ text: String) -> Bool {
        let asked = text.lowercased()
        return ([provider.name, provider.id.text] + formerly + codes.values).contains {
            $0.lowercased().contains(asked)
        }
    }
}

/// The answer to `ratingwatch providers [TEXT]`.
struct ProvidersReport {
    /// By name.
    let providers: [KnownProvider]

    /// A council known by its name alone, and under its number since, is one.
    init(in history: HistoryTransaction, registry: ProviderRegistry) throws {
        let known = try history.providers()
        let names = Dictionary(known.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let checks = try history.lastChecks()
        let pairs = try history.successionPairs()
        let followers = Dictionary(grouping: pairs, by: \.predecessor).mapValues { $0.map(\.provider).sorted() }
        let followed = Dictionary(grouping: pairs, by: \.provider).mapValues { $0.map(\.predecessor).sorted() }
        // Those of whom the record speaks under a number.
        let numbered = Dictionary(
            pairs.filter { !$0.predecessor.isNumbered }.map { ($0.predecessor, $0.provider) },
            uniquingKeysWith: { first, _ in first })
        providers = known.filter { $0.id.isNumbered || followers[$0.id]?.count != 1 }.map { provider in
            let before = followed[provider.id] ?? []
            let registered = registry.provider(named: provider.name).flatMap { entry in
                entry.id == provider.id || before.contains(entry.id) ? entry.id : nil
            }
            let facts = registry.facts(on: registered ?? provider.id)
            var codes = facts.codes
            if codes["urn"] == nil, provider.id.isNumbered, provider.id.text.hasPrefix("ofsted:") {
                codes["urn"] = String(provider.id.text.dropFirst("ofsted:".count))
            }
            let called = facts.names + before.compactMap { names[$0] }
            let successors = (followers[provider.id] ?? []) + facts.successors.map { numbered[$0] ?? $0 }
            return KnownProvider(
                provider: provider, codes: codes,
                formerly: Set(called.filter { $0 != provider.name }).sorted(), ended: facts.ended,
                successors: Set(successors).sorted(), checked: checks[provider.id])
        }.sorted { ($0.provider.name, $0.provider.id) < ($1.provider.name, $1.provider.id) }
    }

    private init(_ providers: [KnownProvider]) { self.providers = providers }

    func matching(_ text: String) -> ProvidersReport { ProvidersReport(providers.filter { $0.matches(text) }) }

    /// `; did you mean Oak Lane School (ofsted:100077, North West)?`
    func near(_ text: String) -> String {
        let names = NearNames.of(text, among: providers.map(\.provider.name))
        let found = names.flatMap { name in providers.lazy.map(\.provider).filter { $0.name == name } }
        return NearNames.question(found.prefix(5).map(ProviderSearch.suggestion))
    }

    func text(_ format: ProvidersFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: providers.map { json($0).text + "\n" }.joined()
        case .csv: csv
        case .table: table(style)
        }
    }

    private func json(_ listed: KnownProvider) -> JSONValue {
        let provider = listed.provider
        return .object([
            .init("id", .string(provider.id.text)), .init("name", .string(provider.name)),
            .init("kind", .string(provider.kind)), .init("region", .string(orNull: provider.region)),
            .init(
                "codes",
                .object(listed.codes.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
            .init("formerly", .array(listed.formerly.map(JSONValue.string))),
            .init("ended", .string(orNull: listed.ended?.iso)),
            .init("successors", .array(listed.successors.map { .string($0.text) })),
            .init("checked", .string(orNull: listed.checked?.iso8601)),
        ])
    }

    private var csv: String {
        CSVText.line(["id", "name", "kind", "region", "codes", "formerly", "ended", "successors", "checked"])
            + providers.map { listed in
                CSVText.line([
                    listed.provider.id.text, listed.provider.name, listed.provider.kind, listed.provider.region ?? "",
                    ProvidersReport.words(listed.codes), listed.formerly.joined(separator: "; "),
                    listed.ended?.iso ?? "", listed.successors.map(\.text).joined(separator: "; "),
                    listed.checked?.iso8601 ?? "",
                ])
            }.joined()
    }

    private func table(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: Date())
        return TextTable(
            header: [
                .text("provider"), "id", .extra("kind", 3), .extra("region", 1), .extra("codes", 4),
                .extra("also called", 5, isText: true), "ended", "goes on as",
                .extra("looked at", 2),
            ],
            rows: providers.map { listed in
                TextTable.Row(
                    cells: [
                        listed.provider.name, listed.provider.id.text, listed.provider.kind,
                        listed.provider.region ?? "", ProvidersReport.words(listed.codes),
                        listed.formerly.joined(separator: ", "), listed.ended?.iso ?? "",
                        listed.successors.map(\.text).joined(separator: ", "), listed.checked.map(times.text) ?? "",
                    ], direction: "")
            }
        ).text(style)
    }

    /// `ons E06000049, urn 80447`.
    private static func words(_ codes: [String: String]) -> String {
        codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension Setup {
    /// `ratingwatch providers [TEXT]`.
    package func providers(
        _ text: String?, format: ProvidersFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let all = try await archive.providers()
        let found = text.map(all.matching) ?? all
        var complaint: String?
        if found.providers.isEmpty {
            let near = text.map(all.near) ?? ""
            complaint = text.map { "no provider \"\($0)\" is known\(near)" } ?? "no provider is known yet"
        }
        return Answer(found.text(format, style: style), complaint: complaint)
    }
}
