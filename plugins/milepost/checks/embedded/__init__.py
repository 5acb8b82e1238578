"""What files carry beside what they show: names, places, remarks. Bytes in, findings out; nothing here judges them."""
