"""Funds (中央补助, 一般性转移支付, 专项资金) and what is disclosed of them."""
