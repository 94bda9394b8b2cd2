package import Configuration
import Foundation
package import History
import Inspections
import Text

/// Forms in which `routes test` prints.
package enum RoutesFormat: String, Sendable, CaseIterable {
    case table, jsonl
}

/// The answer to `ratingwatch routes test`: recorded alerts through the routes of a configuration, and what differs
/// from what they took then. Nothing is sent.
struct RoutesTest {
    /// A receiver that would get an alert that it did not get, or the other way round.
    struct Difference {
        let alert: StoredAlert
        let receiver: String
        let isGained: Bool
        let reason: String
    }

    private struct Tally {
        var got = 0
        var wouldGet = 0
        /// Ids of alerts.
        var gained: [String] = []
        var lost: [String] = []
    }

    private let routes: [RouteConfiguration]
    private let routing: Routing
    private var tallies: [String: Tally]
    /// Those of the receivers that had a say then, in the configuration's order, then those that it no longer names.
    private var order: [String]
    private(set) var count = 0
    /// Alerts that a silence kept from everybody: what would become of them says nothing about routes.
    private(set) var silenced = 0
    /// The last of them; there may be as many as alerts.
    private var differences: [Difference] = []
    private var differing = 0

    /// Differences that the table shows.
    private static let mostShown = 20

    init(_ configuration: Configuration) {
        routes = configuration.routes
        routing = Routing(routes: configuration.routes, operators: configuration.operators)
        order = configuration.receivers.map(\.name)
        tallies = Dictionary(order.map { ($0, Tally()) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func add(_ recorded: RecordedRouting) {
        if recorded.wasSilenced {
            silenced += 1
            return
        }
        // A heartbeat, or word of a receiver in trouble: no route has a say in it.
        if recorded.alert.subject.hasPrefix("receiver:") { return }
        count += 1
        let owed = recorded.told.flatMap { routing.route($0).routes }
        // By the same routes, so that it is no matter whom they led to.
        let decision = routing.route(
            recorded.routed, owed: Dictionary(owed.map { ($0, []) }, uniquingKeysWith: { first, _ in first }))
        let would = Set(decision.receivers)
        for receiver in recorded.receivers.union(would).sorted() {
            if tallies[receiver] == nil { order.append(receiver) }
            let (got, gets) = (recorded.receivers.contains(receiver), would.contains(receiver))
            tallies[receiver, default: Tally()].got += got ? 1 : 0
            tallies[receiver, default: Tally()].wouldGet += gets ? 1 : 0
            if got == gets { continue }
            if gets {
                tallies[receiver, default: Tally()].gained.append(recorded.alert.id)
            } else {
                tallies[receiver, default: Tally()].lost.append(recorded.alert.id)
            }
            differing += 1
            differences.append(
                Difference(
                    alert: recorded.alert, receiver: receiver, isGained: gets,
                    reason: reason(of: decision, for: receiver, gets: gets, recorded.routed.kind)))
            if differences.count > RoutesTest.mostShown { differences.removeFirst() }
        }
    }

    /// Why a receiver would get an alert, or no longer would.
    private func reason(of decision: Routing.Decision, for receiver: String, gets: Bool, _ kind: AlertKind) -> String {
        if kind.isForOperators { return "it is for operators" }
        let leading = Set(routes.filter { $0.receivers.contains(receiver) }.map(\.name))
        if leading.isEmpty { return "no route leads there" }
        let decisions = decision.decisions.filter { leading.contains($0.route) }
        if gets { return "route " + decisions.filter(\.took).map(\.route).joined(separator: ", ") }
        return decisions.map { "\($0.route): \($0.reason)" }.joined(separator: "; ")
    }

    func text(_ format: RoutesFormat, style: TerminalStyle, now: Date) -> String {
        switch format {
        case .jsonl: order.map { json($0, tallies[$0] ?? Tally()).text + "\n" }.joined()
        case .table: table(style, now: now)
        }
    }

    private func json(_ receiver: String, _ tally: Tally) -> JSONValue {
        .object([
            .init("receiver", .string(receiver)), .init("got", .int(tally.got)),
            .init("would_get", .int(tally.wouldGet)), .init("gained", .array(tally.gained.map(JSONValue.string))),
            .init("lost", .array(tally.lost.map(JSONValue.string))),
        ])
    }

    private func table(_ style: TerminalStyle, now: Date) -> String {
        let summary = TextTable(
            header: [.text("receiver"), "got", "would get", "gained", "lost"],
            rows: order.map { receiver in
                let tally = tallies[receiver] ?? Tally()
                return TextTable.Row(cells: [
                    receiver, String(tally.got), String(tally.wouldGet), String(tally.gained.count),
                    String(tally.lost.count),
                ])
            }
        ).text(style)
        if differences.isEmpty { return summary }
        let times = ReadableTime(now: now)
        let rows = differences.map { difference in
            TextTable.Row(
                cells: [
                    String(difference.alert.sequence), times.text(difference.alert.time), difference.receiver,
                    difference.isGained ? "+ gained" : "– lost", difference.reason, difference.alert.summary,
                ], direction: difference.alert.direction)
        }
        return summary + "\n"
            + TextTable(
                header: [
                    "no", .extra("time", 2), "receiver", "change", .text("reason"), .extra("alert", 1, isText: true),
                ], rows: rows
            ).text(style)
    }

    /// What the table does not say by itself.
    var remark: String? {
        let said = [
            differing == 0 && count > 0 ? "nothing differs: each alert goes where it went" : nil,
            differing > differences.count
                ? "the newest \(differences.count) of \(differing) differences; --format jsonl has all" : nil,
            silenced > 0 ? "\(silenced.counted("alert")) that a silence held back then: left out" : nil,
        ].compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: "\n")
    }
}

/// A recorded alert as routes see it, and who was to get it.
package struct RecordedRouting: Sendable {
    package let alert: StoredAlert
    package let routed: RoutedAlert
    /// What was told before of what it takes back, or of the report that it says is gone or back.
    let told: [RoutedAlert]
    /// Names of receivers.
    let receivers: Set<String>
    /// True where a silence kept it from all of them.
    let wasSilenced: Bool
}
