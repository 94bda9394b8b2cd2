package import Foundation
import History
import Inspections

/// What a user asks of the alerts, in the user's own words.
package struct AlertsQuestion: Sendable {
    package let since: String?
    package let provider: String?
    package let direction: String?
    package let kind: String?

    package init(since: String?, provider: String?, direction: String?, kind: String?) {
        self.since = since
        self.provider = provider
        self.direction = direction
        self.kind = kind
    }

    /// Says which word is none that can be asked for; `nil` where all are.
    package func mistake(now: Date) -> String? {
        if let since, let mistake = SinceText.mistake(since, now: now) { return mistake }
        if let direction, AlertDirection(rawValue: direction) == nil {
            return "--direction is one of \(AlertDirection.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        if let kind, AlertKind(rawValue: kind) == nil {
            return "--kind is one of \(AlertKind.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        return nil
    }

    /// The question to the database; `provider`: the one that was found, if one was asked for.
    func query(provider: Provider?, now: Date) -> AlertQuery {
        AlertQuery(
            since: since.flatMap { SinceText.instant($0, now: now) }, subjects: provider.map { [$0.id.text] },
            direction: direction, kind: kind)
    }

    /// What to say where no alert is what was asked for.
    func nothing(provider: Provider?, now: Date) -> String {
        let asked = [
            provider.map { "on \($0.name) (\($0.id.text))" }, kind.map { "of the kind \($0)" },
            direction.map { "of the direction \($0)" },
            since.flatMap { SinceText.instant($0, now: now) }.map { "since \($0.iso8601)" },
        ].compactMap(\.self)
        return asked.isEmpty ? "no alert was raised yet" : "no alert \(asked.joined(separator: " ")) was raised"
    }
}
