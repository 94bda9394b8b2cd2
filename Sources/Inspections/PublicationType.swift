/// What the type that a listing gives a publication says of what it can state.
package enum PublicationType {
    /// True for visits and letters on monitoring: none of them grades anything. A monitoring *inspection* may.
    package static func isVisit(_ type: String) -> Bool {
        let words = words(type)
        return !words.isDisjoint(with: ["visit", "visits"]) || words.isSuperset(of: ["monitoring", "letter"])
    }

    /// True for what is published of councils alone. Homes are children's too.
    package static func isOnCouncils(_ type: String) -> Bool {
        let words = words(type)
        return words.isSuperset(of: ["children", "services"]) || words.isSuperset(of: ["area", "send"])
    }

    /// True where the type names another line of inspections than the one asked for.
    static func isOfAnotherLine(_ type: String, than line: String) -> Bool {
        let isSend = words(type).isSuperset(of: ["area", "send"])
        return isSend != (line == "area-send") && (isSend || type.lowercased().hasPrefix("children"))
    }

    private static func words(_ type: String) -> Set<Substring> {
        Set(type.lowercased().split { !$0.isLetter })
    }
}
