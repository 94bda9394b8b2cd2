package import FoundationEssentials
import Text

/// For how long an answer says that it stays as it is (RFC 9111, 4.2).
package enum HTTPFreshness {
    /// `max-age`, else `Expires` less `Date`; both less `Age`. Zero when it is stale already or its `Expires` cannot be
    /// read; nil when the server says nothing.
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

/// What a server gave to recognise a version of a document; sent back byte for byte, never made up.
package struct Validators: Hashable, Sendable, Codable {
    package var etag: String?
    package var lastModified: String?
    /// The address that gave them, behind any redirects, and the only one that they are sent to; nil stands for the
    /// requested one.
    package var url: String?

    package init(etag: String?, lastModified: String?, url: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
        self.url = url
    }
}

extension Validators {
    /// The validators to keep after an answer: a 2xx's own or none (RFC 9111, 3.2), those sent as a 304 renews them
    /// (4.3.4), and after any other status those that were sent.
    static func kept(after status: Int, headers: HTTPHeaders, from url: String, sent: Validators?) -> Validators? {
        let etag = headers["ETag"]
        let lastModified = headers["Last-Modified"]
        switch status {
        case 200..<300:
            guard etag != nil || lastModified != nil else { return nil }
            return Validators(etag: etag, lastModified: lastModified, url: url)
        case 304:
            guard sent != nil || etag != nil || lastModified != nil else { return nil }
            return Validators(
                etag: etag ?? sent?.etag, lastModified: lastModified ?? sent?.lastModified, url: sent?.url ?? url)
        default:
            return sent
        }
    }
}

extension HTTPResponse {
    /// True where the answer is that nothing was modified since the version that `sent` names. A cache that has gone
    /// wrong says it unasked, or of another version.
    package func confirms(_ sent: Validators?) -> Bool {
        guard status == 304, let sent, sent.url.map({ $0 == finalURL }) ?? redirects.isEmpty else { return false }
        if let known = sent.etag, let named = headers["ETag"] { return EntityTag.isOne(known, named) }
        guard let known = sent.lastModified, let named = headers["Last-Modified"] else { return true }
        return known == named
    }
}

/// What a server gives a version of a document as its name.
private enum EntityTag {
    /// Servers mark a tag that is weak in one answer and not in the next, and add the coding of the body to some.
    static func isOne(_ a: String, _ b: String) -> Bool { core(a) == core(b) }

    private static func core(_ tag: String) -> Substring {
        var core = tag[...]
        if core.hasPrefix("W/") || core.hasPrefix("w/") { core = core.dropFirst(2) }
        if core.hasPrefix("\"") { core = core.dropFirst() }
        if core.hasSuffix("\"") { core = core.dropLast() }
        guard let mark = core.lastIndex(where: { "-;:".contains($0) }) else { return core }
        let codings: [Substring] = ["gzip", "br", "df", "deflate", "zstd"]
        guard codings.contains(core[core.index(after: mark)...]) else { return core }
        core = core[..<mark]
        while core.hasSuffix("-") { core = core.dropLast() }
        return core
    }
}

/// A number of seconds as HTTP writes it; one too large to read means "very long" (RFC 9111, 1.2.2).
enum DeltaSeconds {
    static func parse(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return min(Int(text) ?? Int(Int32.max), Int(Int32.max))
    }
}

/// What a server asks for with `Retry-After` (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// Zero for a date that is past; nil without the header or when it cannot be read. Capping it is the scheduler's
    /// work.
    package static func delay(_ headers: HTTPHeaders, now: Date) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if let seconds = DeltaSeconds.parse(text) { return .seconds(seconds) }
        guard let date = HTTPDate.parse(text, now: now) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
    }
}

/// The three date forms of RFC 9110, 5.6.7.
package enum HTTPDate {
    /// `now` decides the century of the obsolete form's two-digit year. Nil for what is in none of the forms.
    package static func parse(_ text: String, now: Date) -> Date? {
        let words = text.split { " ,-".contains($0) }.map(String.init)
        // Sun, 06 Nov 1994 08:49:37 GMT | Sunday, 06-Nov-94 08:49:37 GMT | Sun Nov  6 08:49:37 1994
        if words.count == 6, words[5] == "GMT" || words[5] == "UTC" {
            guard let year = year(words[3], now: now) else { return nil }
            return date(day: words[1], month: words[2], year: year, time: words[4])
        }
        if words.count == 5, words[4].utf8.count == 4, let year = Int(words[4]) {
            return date(day: words[2], month: words[1], year: year, time: words[3])
        }
        return nil
    }

    private static func year(_ text: String, now: Date) -> Int? {
        guard let year = Int(text), year >= 0 else { return nil }
        if text.utf8.count == 4 { return year }
        guard text.utf8.count == 2 else { return nil }
        let thisYear = utc.component(.year, from: now)
        let sameCentury = thisYear - thisYear % 100 + year
        return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury
    }

    private static func date(day: String, month: String, year: Int, time: String) -> Date? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let day = Int(day), let month = MonthName.short.firstIndex(of: month), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        let components = DateComponents(year: year, month: month + 1, day: day)
        guard let midnight = utc.date(from: components), utc.component(.day, from: midnight) == day else { return nil }
        return midnight.addingTimeInterval(Double(hour * 3600 + minute * 60 + second))
    }

    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
