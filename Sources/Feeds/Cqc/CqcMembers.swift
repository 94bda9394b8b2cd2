import Markup

/// What a location's description has that looks like ratings and is not known: a publisher that renames a member has
/// not taken its ratings back.
enum CqcMembers {
    /// The members under which ratings stand, by their place.
    private static let known: Set<String> = [
        "currentRatings", "currentRatings.overall.rating", "currentRatings.overall.keyQuestionRatings",
        "currentRatings.overall.keyQuestionRatings[].rating", "historicRatings", "historicRatings[].overall.rating",
        "historicRatings[].overall.keyQuestionRatings", "historicRatings[].overall.keyQuestionRatings[].rating",
        "assessment[].ratings", "assessment[].ratings.overall[].rating",
        "assessment[].ratings.overall[].keyQuestionRatings",
        "assessment[].ratings.overall[].keyQuestionRatings[].rating", "assessment[].ratings.asgRatings",
        "assessment[].ratings.asgRatings[].rating", "assessment[].ratings.asgRatings[].keyQuestionRatings",
        "assessment[].ratings.asgRatings[].keyQuestionRatings[].rating",
    ]

    /// Known too, and not read: ratings of single services of a hospital, and of its use of resources.
    private static let leftAside = [
        "currentRatings.serviceRatings", "historicRatings[].serviceRatings", "currentRatings.overall.useOfResources",
        "historicRatings[].overall.useOfResources",
    ]

    /// Each place once, in the document's order: `assessment[].ratings.groupRatings`.
    static func unknown(in location: JSONNode) -> [String] {
        var found: [String] = []
        look(into: location, at: "", &found)
        return found
    }

    private static func look(into node: JSONNode, at path: String, _ found: inout [String]) {
        for element in node.elements { look(into: element, at: path + "[]", &found) }
        for member in node.members {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            if leftAside.contains(place) || found.contains(place) { continue }
            if !known.contains(place), looksLikeRatings(member) {
                found.append(place)
            } else {
                look(into: member.value, at: place, &found)
            }
        }
    }

    /// By its name, or because it states one of the four ratings and is no name itself.
    private static func looksLikeRatings(_ member: JSONNode.Member) -> Bool {
        let name = member.name.lowercased()
        // `operatingHours` is none.
        let isNamed = member.name.contains("Rating") || name.hasPrefix("rating") || name.contains("_rating")
        if isNamed { return !member.value.isNull }
        return !name.hasSuffix("name") && !name.hasSuffix("title")
            && (member.value.string.map(CqcRating.isGrade) ?? false)
    }
}
