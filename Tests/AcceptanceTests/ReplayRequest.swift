/// A request as the replaying publisher logged it.
struct ReplayRequest: Decodable {
    let path: String
    let status: Int?
    let active: Int
    let headers: [String: String]
    let at: String
    /// Present where the answer was spoilt.
    let fault: Fault?

    struct Fault: Decodable {
        let kind: String
    }

    /// True where the client got what it asked for.
    var isGood: Bool {
        [200, 304].contains(status) && (fault.map { ["slow", "cap-rows"].contains($0.kind) } ?? true)
    }
}
