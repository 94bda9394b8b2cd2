package import Foundation
package import Inspections

/// What of an alert decides who gets it: of one that is just raised, and of one that was recorded.
package struct RoutedAlert: Sendable {
    package struct Judgement: Sendable {
        let area: String
        let from: String?
        let to: String?
        let direction: String?
    }

    package let kind: AlertKind
    let time: Date
    let direction: String
    /// Empty where it is about a receiver.
    let feed: String
    /// `nil` where it is about no provider, and of operators' alerts.
    let provider: Provider?
    let framework: String?
    /// What a letter says of areas for priority action.
    let priorityAction: String?
    let judgements: [Judgement]
    /// Of a provider that could not be checked: the days of the routes that are told.
    let uncheckedDays: Int?
    /// Ids of the alerts that no longer hold with it, wholly or in part.
    package let takenBack: [String]

    /// What is the same of all alerts on a list of providers.
    static let portfolio = RoutedAlert(ofKind: .portfolio)

    private init(ofKind kind: AlertKind) {
        self.kind = kind
        time = .distantPast
        direction = AlertDirection.none.rawValue
        feed = ""
        provider = nil
        framework = nil
        priorityAction = nil
        judgements = []
        uncheckedDays = nil
        takenBack = []
    }

    package init(_ alert: Alert) {
        kind = alert.kind
        time = alert.time
        direction = alert.direction.rawValue
        feed = alert.feed
        provider = alert.report?.provider ?? alert.notice?.provider
        framework = alert.report?.framework
        priorityAction = alert.report?.facts[PriorityAction.fact]
        judgements = (alert.report?.change.judgements ?? []).map {
            Judgement(area: $0.area, from: $0.from, to: $0.to?.grade, direction: $0.direction?.rawValue)
        }
        uncheckedDays = alert.notice?.uncheckedDays
        let relation = alert.report?.relation ?? AlertRelation()
        takenBack = relation.voids + relation.consequences.compactMap(\.alert)
    }

    /// One that was recorded; `region`: the provider's, of which no alert's body tells. `nil` for a kind that this
    /// version does not know.
    package init?(_ content: AlertContent, time: Date, region: String?) {
        guard let kind = AlertKind(rawValue: content.kind) else { return nil }
        let data = content.data
        self.kind = kind
        self.time = time
        direction = data.direction ?? AlertDirection.none.rawValue
        feed = data.feed ?? ""
        // Operators' alerts name a provider too, but no route asks them for it.
        provider =
            kind.isForOperators
            ? nil
            : data.provider.map {
                Provider(
                    id: ProviderID($0.id), name: $0.name, kind: $0.kind ?? Provider.unknownKind, region: region)
            }
        framework = data.inspection?.framework
        priorityAction = data.facts?[PriorityAction.fact]
        judgements = content.judgements.map {
            Judgement(area: $0.area, from: $0.from, to: $0.to, direction: $0.direction)
        }
        uncheckedDays = data.uncheckedDays
        takenBack = (data.voids ?? []) + (data.consequences ?? []).compactMap(\.alert)
    }
}
