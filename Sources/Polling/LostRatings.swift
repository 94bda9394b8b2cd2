import Foundation
import History
import Inspections

/// Tells operators, by name, of whom a feed has stated ratings and states none that can be read: an answer that has
/// lost its ratings is never "no change". Told once for what is lost, and again where it is lost again after it was
/// there.
struct LostRatings: Sendable {
    /// One provider as a look at its feed shows it.
    struct Look {
        let provider: Provider
        /// Areas of which a grade in force could be read.
        let areas: Set<String>
        /// Areas that it stated before; `nil` for those that the history knows of the provider.
        var known: Set<String>?
    }

    let recorder: Recorder
    let feed: String
    let source: StatingSource
    /// True where each area that is stated no longer counts, because the publisher always states all; else a provider
    /// is looked at as a whole.
    let isByArea: Bool
    /// What could not be read, for people.
    var complaints: [String] = []

    /// Names in one alert; how many more there are, it says.
    private static let mostNames = 50

    private struct Loss {
        let provider: Provider
        let areas: Set<String>
        let isWhole: Bool
    }

    /// `isFirst`: nothing was known of those before, so that nothing is told of what was lost already.
    func note(
        _ looks: [Look], isFirst: Bool, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let before = try history.lostRatings(feed: feed)
        var losses: [Loss] = []
        for look in looks {
            let id = look.provider.id
            // As nearly all are.
            if !isByArea, !look.areas.isEmpty, before[id] == nil { continue }
            let isAsked = look.areas.isEmpty || isByArea
            let known = try look.known ?? (isAsked ? history.areasGraded(of: id, feed: feed) : [])
            let lost = look.areas.isEmpty || isByArea ? known.subtracting(look.areas) : []
            let told = before[id] ?? []
            if lost != told { try history.save(lostRatings: lost, of: id, feed: feed, at: now) }
            let new = lost.subtracting(told)
            if new.isEmpty || isFirst { continue }
            losses.append(
                Loss(
                    provider: try history.provider(id) ?? look.provider, areas: new, isWhole: look.areas.isEmpty))
        }
        return losses.isEmpty ? [] : try recorder.raising.raise(alert(on: losses, at: now), in: history)
    }

    /// What looks like ratings and is not known; told once for each place.
    func note(unknown places: [String], named name: String?, at now: Date, in history: HistoryTransaction) throws
        -> [StoredAlert]
    {
        try places.flatMap { place in
            try recorder.raising.raise(
                recorder.alerts.operatorAlert(
                    .operatorRatingsLost, feed: feed, key: "unknown|\(place)",
                    summary:
                        "the feed \(feed) has something that looks like ratings and is not read: \"\(place)\""
                        + (name.map { " of \($0)" } ?? "")
                        + " (\(source.url)); the publisher may have renamed a member",
                    time: now), in: history)
        }
    }

    /// What is left out because its source contradicts itself; told once for each.
    func note(contradictions: [String], at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        try contradictions.flatMap { contradiction in
            try recorder.raising.raise(
                recorder.alerts.operatorAlert(
                    .operatorRatingsLost, feed: feed, key: "contradiction|\(contradiction)",
                    summary:
                        "\(contradiction); the historic one is left out (\(source.url)), and readers were not told",
                    time: now), in: history)
        }
    }

    private func alert(on losses: [Loss], at now: Date) -> Alert {
        let names = losses.prefix(LostRatings.mostNames).map { words(on: $0) }.joined(separator: "; ")
        let rest = losses.count > LostRatings.mostNames ? "; and \(losses.count - LostRatings.mostNames) more" : ""
        let only = losses.count == 1 ? losses.first : nil
        let why = complaints.isEmpty ? "" : " (\(complaints.prefix(5).joined(separator: "; ")))"
        let subject =
            only == nil
            ? "\(losses.count) providers of the feed \(feed) stated ratings that can no longer be read: \(names)\(rest)"
            : names
        return recorder.alerts.operatorAlert(
            .operatorRatingsLost, feed: feed,
            key: losses.map(\.provider.id.text).joined(separator: "|") + "|\(now.iso8601)",
            summary: subject + why + "; what was known remains valid, and readers were not told",
            on: only.map { loss in
                AlertedDocument(
                    provider: loss.provider, title: source.title ?? "ratings", url: source.url, published: nil,
                    sha256: source.sha256, doubts: complaints)
            }, time: now)
    }

    private func words(on loss: Loss) -> String {
        let name = "\(loss.provider.name) (\(loss.provider.id.text))"
        if loss.isWhole { return "\(name) stated ratings before, and none can be read now" }
        return "\(name) no longer states a readable rating of \(loss.areas.sorted().joined(separator: ", "))"
    }
}
