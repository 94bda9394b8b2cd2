package import FoundationEssentials

/// For how long an answer says that it stays as it is (RFC 9111, 4.2).
package enum HTTPFreshness {
    /// `max-age`, else `Expires` less `Date`; both less `Age`. Zero when it is stale already or its `Expires` cannot be read; nil when
    /// the server says nothing.
    package static func remaining(_ headers: HTTPHeaders, now: Date) -> Duration? {
        guard let lifetime = lifetime(headers, now: now) else { return nil }
        let age = headers["Age"].flatMap { DeltaSeconds.parse($0) } ?? 0
        return .seconds(max(0, lifetime - age))
    }

    private static func lifetime(_ headers: HTTPHeaders, now: Date) -> Int? {
        if let seconds = maxAge(headers) { return seconds }
        guard let expires = headers["Expires"] else { return nil }
        guard let end = HTTPDate.parse(expires, now: now) else { return 0 }
        let start = headers["Date"].flatMap { HTTPDate.parse($0, now: now) } ?? now
        return Int(min(end.timeIntervalSince(start), Double(Int32.max)))
    }

    private static func maxAge(_ headers: HTTPHeaders) -> Int? {
        for directive in headers.all("Cache-Control").joined(separator: ",").split(separator: ",") {
            let parts = directive.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ $0 != " " && $0 != "\t" }).lowercased() == "max-age" else {
                continue
            }
            if let seconds = DeltaSeconds.parse(parts[1].filter { !" \t\"".contains($0) }) { return seconds }
        }
        return nil
    }
}
