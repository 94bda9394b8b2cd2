import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// What stated ratings and states none any more is told to operators by name, whatever the kind of its source, and
/// once.
@Suite struct LostRatingsTests {
    let polled: PolledFeed
    let site: LoopbackServer
    private let shown = Shown()

    private final class Shown: Sendable {
        let text = Mutex("")
    }

    init() async throws {
        polled = try PolledFeed()
        site = try await LoopbackServer { [shown] _ in ServerAnswer(text: shown.text.withLock { $0 }) }
    }

    /// A source of grades: how it is read, and how it shows homes with their grades.
    enum Source: CaseIterable {
        case page, xml, table, longTable, json

        var configuration: String {
            let fields =
                "provider: name, provider_id: '@id', date: date, framework: sccif, areas: {overall-experiences-and-progress: grade}, missing: [not rated]"
            return switch self {
            case .page: "kind: page, page: {item: //home, link: a/@href, title: a, \(fields), end: </homes>}"
            case .xml: "kind: page, page: {format: xml, item: //home, \(fields)}"
            case .table:
                "kind: table, table: {provider_id: id, name: name, date: date, framework: sccif, areas: {overall-experiences-and-progress: grade}, missing: [not rated]}"
            case .longTable:
                "kind: table, table: {provider_id: id, name: name, date: date, framework: sccif, areas: {area: what, grade: grade}, area_codes: {all: overall-experiences-and-progress}, missing: [not rated]}"
            case .json:
                "kind: json, json: {items: homes, provider: name, provider_id: id, date: date, framework: sccif, areas: {overall-experiences-and-progress: grade}, missing: [not rated]}"
            }
        }

        func document(_ homes: [(id: Int, grade: String)]) -> String {
            let (before, after) =
                switch self {
                case .page, .xml: ("<homes>", "</homes>")
                case .table: ("id,name,date,grade\n", "")
                case .longTable: ("id,name,date,what,grade\n", "")
                case .json: (#"{"homes": ["#, "]}")
                }
            let items = homes.map { home in
                switch self {
                case .page, .xml:
                    #"<home id="\#(home.id)"><a href="/\#(home.id)">x</a><name>Home \#(home.id)</name><date>2024-05-16</date><grade>\#(home.grade)</grade></home>"#
                case .table: "\(home.id),Home \(home.id),2024-05-16,\(home.grade)\n"
                case .longTable: "\(home.id),Home \(home.id),2024-05-16,all,\(home.grade)\n"
                case .json:
                    #"{"id": \#(home.id), "name": "Home \#(home.id)", "date": "2024-05-16", "grade": "\#(home.grade)"}"#
                }
            }
            return before + items.joined(separator: self == .json ? "," : "") + after
        }
    }

    private func poll(_ source: Source, _ grades: String...) async throws -> PolledFeed.Poll {
        shown.text.withLock { $0 = source.document(grades.enumerated().map { ($0.offset + 1, $0.element) }) }
        polled.clock.advance(2 * 3600)
        return try await polled.poll("{name: a, url: '\(site.url)/list', every: 1h, \(source.configuration)}")
    }

    private static func lost(_ number: Int) -> String {
        "Home \(number) (ofsted:\(number)) stated ratings before, and none can be read now; what was known remains valid, and readers were not told"
    }

    @Test(arguments: Source.allCases)
    func aProviderWithoutItsRatingsIsNamed(source: Source) async throws {
        #expect(try await poll(source, "Good", "Good", "not rated").kinds == ["operator-baseline-done"])
        let lost = try await poll(source, "Good", "", "not rated")
        #expect(lost.kinds == ["operator-ratings-lost"] && lost.summaries == [Self.lost(2)])
        #expect(
            try await poll(source, "Inadequate", "not rated", "Good").kinds.filter { $0.hasPrefix("operator") }.isEmpty)
        #expect(try await poll(source, "Inadequate", "Good", "Good").kinds.isEmpty, "it is there again")
        #expect(try await poll(source, "Inadequate", "", "Good").summaries == [Self.lost(2)])
        let both = try await poll(source, "", "", "Good")
        #expect(both.summaries == [Self.lost(1)], "the other is known to be lost")
    }

    @Test func manyAreToldAtOnce() async throws {
        _ = try await poll(.json, "Good", "Good", "Good")
        #expect(
            try await poll(.json, "", "not rated", "Good").summaries == [
                "2 providers of the feed a stated ratings that can no longer be read: Home 1 (ofsted:1) stated ratings before, and none can be read now; Home 2 (ofsted:2) stated ratings before, and none can be read now; what was known remains valid, and readers were not told"
            ])
    }

    @Test(arguments: [Source.page, .xml, .json])
    func oneThatStatesNoneAtAllFailsAndIsToldAtOnce(source: Source) async throws {
        _ = try await poll(source, "Good", "Good")
        let lost = try await poll(source, "", "")
        #expect(lost.failed && lost.kinds == ["operator-ratings-lost"])
        #expect(lost.summaries.first?.contains("none of its 2 items states a grade") == true)
        #expect(try await poll(source, "", "").kinds.isEmpty, "told once")
        #expect(try await poll(source, "Good", "Inadequate").kinds == ["rating-corrected"])
    }
}
