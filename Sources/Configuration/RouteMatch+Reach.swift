import Inspections
import Text

/// What a match asks for that no alert can be.
extension RouteMatch {
    /// Why nothing can match whoever is meant; `nil` where something may.
    var contradiction: String? {
        let asked = kinds.compactMap(AlertKind.init(rawValue:))
        if asked.isEmpty { return nil }
        let isOnProvider = !providers.isEmpty || !groups.isEmpty || !providerKinds.isEmpty || !regions.isEmpty
        let isOnGrades = !areas.isEmpty || !from.isEmpty || !to.isEmpty
        let needs: [(isAsked: Bool, what: String, isMet: (AlertKind) -> Bool)] = [
            (isOnProvider, "is about one provider", \.isOnOneProvider),
            (!frameworks.isEmpty, "is about a report", \.isOnReport),
            (isOnGrades, "carries grades", \.carriesGrades),
            (
                !directions.isEmpty && !directions.contains(AlertDirection.none.rawValue), "has a direction",
                \.carriesGrades
            ),
        ]
        guard let need = needs.first(where: { need in need.isAsked && !asked.contains(where: need.isMet) }) else {
            return nil
        }
        return "no alert of the kind \(kinds.joined(separator: " or ")) \(need.what), so nothing matches"
    }
}

extension AlertKind {
    fileprivate var isOnOneProvider: Bool { !isForOperators && self != .portfolio }
    fileprivate var isOnReport: Bool { isOnOneProvider && !isNotice }
    fileprivate var carriesGrades: Bool { isOnReport && self != .reportPublished }
}

extension KnownNames {
    /// The providers that a match can mean, where it names them or means councils alone, so that all are known here;
    /// `nil` where a source may know others.
    func members(of match: RouteMatch) -> [Provider]? {
        var candidates: [Provider] = []
        if !match.providers.isEmpty {
            for name in match.providers {
                guard let provider = provider(meantBy: name) else { return nil }
                if !candidates.contains(where: { $0.id == provider.id }) { candidates.append(provider) }
            }
        } else if !match.groups.isEmpty, match.groups.allSatisfy(\.isRegistered) {
            candidates = councils
        } else if match.providerKinds == [ProviderGroup.kindOfCouncils], !hasTables {
            candidates = councils
        } else {
            return nil
        }
        return candidates.filter { match.refusal(of: $0) == nil }
    }

    /// Why none of the providers that a match names can be what else it asks of them.
    func doubt(ofProvidersOf match: RouteMatch) -> String? {
        let isAskedMore = !match.regions.isEmpty || !match.providerKinds.isEmpty || !match.groups.isEmpty
        guard isAskedMore, members(of: match)?.isEmpty == true else { return nil }
        return "none of the providers that are meant is of the region, kind and group asked for, so nothing matches"
    }

    /// Why the rule on a list of providers can never hold.
    func doubt(of rule: PortfolioRule, on match: RouteMatch) -> String? {
        if let catalogue, catalogue.all.allSatisfy({ rule.grades(of: $0).isEmpty }) {
            return "nothing ranks below \"\(rule.below)\" in \(rule.area), so the rule never holds"
        }
        // Of a list of names each means one provider, known here or not.
        let most = members(of: match)?.count ?? (match.providers.isEmpty ? nil : Set(match.providers).count)
        guard let most, most < rule.count else { return nil }
        return "the list has \(most.counted("provider")), so \(rule.count) of them are never below; lower the count"
    }
}
