import Foundation

/// How far a zone is from UTC: a fixed number of seconds, or a place with rules of its own.
enum ZoneOffset {
    case fixed(Int)
    case place(TimeZone)

    static let utc = ZoneOffset.fixed(0)

    /// Reads `Z`, `+01:00`, `-0700`, `+1`, `EST`, `GMT-01:01`, `Etc/GMT`, `America/Los_Angeles`; `nil` for anything else.
    init?(_ scanner: inout DateScanner) {
        var zone: ZoneOffset?
        if let name = scanner.word() {
            guard let named = ZoneOffset(named: name) else { return nil }
            zone = named
        }
        if scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-") {
            guard let minutes = ZoneOffset.minutes(&scanner) else { return nil }
            zone = .fixed(minutes * 60)
        }
        guard let zone else { return nil }
        self = zone
    }

    /// `nil` for a name that stands for no zone.
    init?(named name: String) {
        if let minutes = ZoneOffset.names[name.lowercased()] {
            self = .fixed(minutes * 60)
        } else if name.utf8.contains(UInt8(ascii: "/")), let place = TimeZone(identifier: name) {
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

    private static func minutes(_ scanner: inout DateScanner) -> Int? {
        let sign = scanner.take("-") ? -1 : 1
        if sign == 1 { scanner.skip() }
        guard let first = scanner.number(), first.digits <= 4 else { return nil }
        guard scanner.take(":") else {
            return sign * (first.digits <= 2 ? first.value * 60 : first.value / 100 * 60 + first.value % 100)
        }
        guard first.digits <= 2, let rest = scanner.number(), rest.digits <= 2 else { return nil }
        return sign * (first.value * 60 + rest.value)
    }

    /// Minutes east of UTC.
    private static let names: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 60, "cet": 60, "met": 60, "mez": 60,
        "west": 60,
        "cest": 120, "mest": 120, "mesz": 120, "sast": 120, "eet": 120, "eest": 180, "msk": 180, "hkt": 480, "sgt": 480,
        "awst": 480, "kst": 540, "jst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
        "at": -240, "ast": -240, "adt": -180, "et": -300, "est": -300, "edt": -240, "ct": -360, "cst": -360,
        "cdt": -300,
        "mt": -420, "mst": -420, "mdt": -360, "pt": -480, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480,
        "hst": -600,
    ]
}
