"""What the Budget Law (预算法) gives how many days for, and how late it is."""
