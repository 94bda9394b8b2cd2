package import Foundation

/// What its readers are told of a provider beside reports: that it could not be checked, or that it has ended.
package struct ProviderNotice: Hashable, Codable, Sendable {
    package let provider: Provider
    /// Those that go on for it; empty for one that goes on itself.
    package let successors: [Provider]
    /// When a source that speaks of it was last read without a fault; `nil` where it was never, and for one that has
    /// ended.
    package let checked: Date?
    /// The days without a look after which its readers wanted to be told; `nil` for one that has ended.
    package let uncheckedDays: Int?

    package init(provider: Provider, uncheckedDays: Int, since checked: Date?) {
        self.provider = provider
        self.checked = checked
        self.uncheckedDays = uncheckedDays
        successors = []
    }

    package init(ended provider: Provider, successors: [Provider]) {
        self.provider = provider
        self.successors = successors
        checked = nil
        uncheckedDays = nil
    }

    package var kind: AlertKind { uncheckedDays == nil ? .providerEnded : .providerUnchecked }

    /// What makes two notices the same one.
    package var contentKey: String {
        ([kind.rawValue, provider.id.text] + successors.map(\.id.text)
            + [uncheckedDays.map(String.init), checked?.iso8601].compactMap(\.self)).joined(separator: "|")
    }

    package var summary: String {
        guard let uncheckedDays else {
            let others = successors.map { "\($0.name) (\($0.id.text))" }.joined(separator: ", ")
            return "\(provider.name) has ended: \(others) \(successors.count == 1 ? "goes" : "go") on for it"
        }
        let day = checked.flatMap(CalendarDate.init(london:))
        return "\(provider.name) could not be checked for \(uncheckedDays) days: no source that speaks of it was read "
            + (day.map { "since \($0.inWords)" } ?? "yet")
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = [.init("provider", provider.json)]
        if let uncheckedDays {
            members += [
                .init("unchecked_days", .int(uncheckedDays)), .init("checked", .string(orNull: checked?.iso8601)),
            ]
        } else {
            members.append(.init("successors", .array(successors.map(\.json))))
        }
        return members
    }
}
