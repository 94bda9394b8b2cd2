/// How an alert hangs together with those before it; all of it is empty in most alerts.
package struct AlertRelation: Hashable, Codable, Sendable {
    /// Id of the alert that left this open.
    package var follows: String?
    /// Ids of alerts that no longer hold.
    package var voids: [String] = []
    /// Of a correction.
    package var because: CorrectionCause?
    /// The provider whose it is, where it was told of another.
    package var movedTo: ProviderID?
    package var consequences: [Consequence] = []

    package init(
        follows: String? = nil, voids: [String] = [], because: CorrectionCause? = nil, movedTo: ProviderID? = nil
    ) {
        self.follows = follows
        self.voids = voids
        self.because = because
        self.movedTo = movedTo
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let follows { members.append(.init("follows", .string(follows))) }
        if !voids.isEmpty { members.append(.init("voids", .array(voids.map(JSONValue.string)))) }
        if let because { members.append(.init("because", .string(because.rawValue))) }
        if let movedTo { members.append(.init("moved_to", .string(movedTo.text))) }
        if !consequences.isEmpty { members.append(.init("consequences", .array(consequences.map(\.json)))) }
        return members
    }
}
