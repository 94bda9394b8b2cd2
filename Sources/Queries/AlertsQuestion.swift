package import Foundation
import History
import Inspections

/// What a user asks of the alerts, in the user's own words; `nil` asks for all.
package struct AlertsQuestion: Sendable {
    package var since: String?
    package var provider: String?
    package var direction: String?
    package var kind: String?
    package var area: String?
    package var region: String?
    package var feed: String?
    /// A day of publication, or a duration back from today.
    package var publishedSince: String?
    /// The newest so many; 0 for all, `nil` for as many as have room.
    package var limit: Int?

    package init() {}

    /// Says which word is none that can be asked for; `nil` where all are.
    package func mistake(now: Date) -> String? {
        if let since, let mistake = SinceText.mistake(since, now: now) { return mistake }
        if let publishedSince, day(publishedSince, now: now) == nil {
            return "--published-since takes a day, or a duration back from today: 2024-05-16, 30d"
        }
        if let limit, limit < 0 { return "--limit takes a number of alerts, or 0 for all" }
        if let direction, AlertDirection(rawValue: direction) == nil {
            return UnknownName.description(
                direction, of: "direction", known: AlertDirection.allCases.map(\.rawValue))
        }
        if let kind, AlertKind(rawValue: kind) == nil {
            return UnknownName.description(kind, of: "kind of alert", known: AlertKind.allCases.map(\.rawValue))
        }
        return nil
    }

    /// The question to the database; `provider`: the one that was found, `area`: its id, if one was asked for.
    func query(provider: Provider?, area: String?, now: Date) -> AlertQuery {
        AlertQuery(
            since: since.flatMap { SinceText.instant($0, now: now) }, subjects: provider.map { [$0.id.text] },
            direction: direction, kind: kind, area: area, region: region, feed: feed,
            publishedSince: publishedSince.flatMap { day($0, now: now) })
    }

    private func day(_ text: String, now: Date) -> CalendarDate? {
        CalendarDate(iso: text) ?? SinceText.instant(text, now: now).flatMap(CalendarDate.init(london:))
    }

    /// What to say where no alert is what was asked for.
    func nothing(provider: Provider?, now: Date) -> String {
        let asked = [
            provider.map { "on \($0.name) (\($0.id.text))" }, kind.map { "of the kind \($0)" },
            direction.map { "of the direction \($0)" }, area.map { "on \($0)" }, region.map { "in \($0)" },
            feed.map { "of the feed \($0)" }, publishedSince.map { "published since \($0)" },
            since.flatMap { SinceText.instant($0, now: now) }.map { "since \($0.iso8601)" },
        ].compactMap(\.self)
        return asked.isEmpty ? "no alert was raised yet" : "no alert \(asked.joined(separator: " ")) was raised"
    }
}
