import Foundation

/// How far a zone is from UTC: a fixed number of seconds, or a place with rules of its own.
enum ZoneOffset {
    case fixed(Int)
    case place(TimeZone)

    static let utc = ZoneOffset.fixed(0)

    /// Reads `Z`, `+01:00`, `-0700`, `+1`, `EST`, `GMT-01:01`, `Etc/GMT`, `America/Los_Angeles`; `nil` for anything else.
    init?(_ text: some StringProtocol) {
        let name = text.prefix { $0 != "+" && $0 != "-" }.lowercased()
        let offset = text.dropFirst(name.count)
        if offset.isEmpty, let known = ZoneOffset.names[name] {
            self = .fixed(known * 60)
        } else if !offset.isEmpty, ["", "gmt", "utc"].contains(name), let minutes = ZoneOffset.minutes(offset) {
            self = .fixed(minutes * 60)
        } else if text.contains("/"), let place = TimeZone(identifier: String(text)) {
            self = .place(place)
        } else {
            return nil
        }
    }

    /// Seconds to take from a local time to come to UTC.
    func seconds(atLocal local: Int) -> Int {
        switch self {
        case .fixed(let seconds): return seconds
        case .place(let zone):
            let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local)))
            return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - first)))
        }
    }

    private static func minutes(_ offset: some StringProtocol) -> Int? {
        let digits = String(offset.dropFirst().filter { $0 != ":" })
        guard (1...4).contains(digits.count), digits.allSatisfy(\.isNumber), let number = Int(digits) else {
            return nil
        }
        let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
        return offset.first == "-" ? -minutes : minutes
    }

    /// Minutes east of UTC.
    private static let names: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 60, "cet": 60, "west": 60, "cest": 120,
        "eet": 120, "eest": 180, "msk": 180, "kst": 540, "jst": 540, "ast": -240, "adt": -180, "est": -300,
        "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    ]
}
