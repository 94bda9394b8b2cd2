/// What operators have decided, and have not withdrawn since, among all that was stated of one publication.
extension [Statement] {
    /// The number of the last withdrawal, 0 where there is none: what was decided before it no longer holds.
    package var lastWithdrawal: Int64 { filter { $0.ruling == .withdraw }.map(\.id).max() ?? 0 }

    /// True where nothing that it states counts.
    package var isRejected: Bool { isRejected(after: lastWithdrawal) }

    func isRejected(after withdrawal: Int64) -> Bool { contains { $0.ruling == .reject && $0.id > withdrawal } }

    /// The operator's word that holds for a document of these bytes: that nothing of it counts holds for all.
    package func decision(onBytes sha256: String) -> Statement? {
        let withdrawn = lastWithdrawal
        return last { $0.ruling == .reject && $0.id > withdrawn }
            ?? last { ($0.ruling == .accept || $0.ruling == .state) && $0.id > withdrawn && $0.sha256 == sha256 }
    }

    /// The last version that is trusted, or that an operator has accepted or stated.
    package var lastBelieved: Statement? {
        let withdrawn = lastWithdrawal
        return self.filter { $0.isBelieved(after: withdrawn) }.max { $0.id < $1.id }
    }

    /// The last word of its source, whatever an operator has decided: what is in doubt is one where that was on it.
    package var said: Statement? {
        let withdrawn = lastWithdrawal
        let decided =
            self.filter { $0.ruling != nil && $0.ruling != .withdraw && $0.id > withdrawn }.map(\.id).max() ?? 0
        return last { $0.ruling == nil && ($0.trust == .trusted || $0.id < decided) }
    }
}

extension Statement {
    /// True for what is trusted, or what an operator has accepted or stated since that withdrawal.
    func isBelieved(after withdrawal: Int64) -> Bool {
        switch ruling {
        case .reject, .withdraw: false
        case .accept, .state: id > withdrawal
        case nil: trust == .trusted
        }
    }
}
